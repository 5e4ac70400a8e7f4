"""From cells to C files.

A cell is cut into units: preprocessor lines, declarations, statements. Declarations go to file
scope, where later cells find them again; statements go into a function In4() that is called once.
An initialiser that is not constant becomes a statement in that function. Each cell is a C file of
its own:

    renamings         one for every name that cells have defined, see below
    headers           C library, harness, chapter, notebook.h
    earlier cells     their types and macros; their functions and variables as `extern`
    this cell         declarations, then In4() with the statements

`#line` leads errors back to the cell, and every unit keeps its column.

A name that is defined again must not disturb what was compiled before, so each definition gets a
symbol of its own: `#pragma redefine_extname f f__4` calls the f of In[4] "f__4" and leaves C as it
is. When the old and the new f have the same type, the host lets everybody who used the old one use
the new one (see host.c); gcc itself says whether the types agree.
"""
import re
from collections import namedtuple

TOKEN = re.compile(r'''
    (?P<space>\s+|//[^\n]*|/\*.*?(?:\*/|\Z)|\\\n)
  | (?P<directive>\#(?:\\\n|/\*.*?\*/|[^\n])*)
  | (?P<text>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*"?|[uUL]?'(?:\\.|[^'\\\n])*'?)
  | (?P<name>[^\W\d]\w*)
  | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
  | (?P<other>.)''', re.X | re.S)

STATEMENT = set('if else for while do switch return goto break continue case default'.split())
QUALIFIER = set('''const volatile restrict static extern register auto inline _Noreturn typedef
    _Thread_local _Atomic __extension__ __inline __restrict'''.split())
TYPE = set('''void char short int long float double signed unsigned _Bool bool _Complex
    __int128'''.split())
AGGREGATE = {'struct', 'union', 'enum'}
WITH_PARENTHESES = {'__attribute__', '_Alignas', 'typeof', '__typeof__'}
CONSTANT = TYPE | QUALIFIER | AGGREGATE | {'sizeof', 'NULL', 'true', 'false'}

Token = namedtuple('Token', 'kind text start end')


def scan(source):
    """The tokens of a source, without white space and comments."""
    at = 0
    while at < len(source):
        match = TOKEN.match(source, at)
        kind = match.lastgroup
        if kind == 'directive' and source[:at].rpartition('\n')[2].strip():
            kind, end = 'other', at + 1  # a # within a line
        else:
            end = match.end()
        if kind != 'space':
            yield Token(kind, source[at:end], at, end)
        at = end


class Unit:
    """A piece of a cell that stands at its top level."""

    def __init__(self, tokens, complete):
        self.tokens, self.complete = tokens, complete
        self.start, self.end = tokens[0].start, tokens[-1].end
        self.body = None  # index of the { of a function's body


def depths(tokens):
    """Pairs (token, how many brackets are open before it)."""
    depth = 0
    for token in tokens:
        if token.kind == 'other' and token.text in ')]}':
            depth = max(depth - 1, 0)
        yield token, depth
        if token.kind == 'other' and token.text in '([{':
            depth += 1


def opens_body(before):
    """Does a { after these tokens begin a block, and not an initialiser or a struct's members?"""
    if not before or before[-1].text in ('else', 'do'):
        return True
    if before[-1].text != ')' or before[0].kind != 'name':
        return False
    assigns = any(t.text == '=' and depth == 0 for t, depth in depths(before))
    return before[0].text in STATEMENT or not assigns


def cut(source):
    """The units of a cell, in order. The last one may be incomplete: an expression to show."""
    tokens = list(scan(source))
    units, current, depth, dos, body = [], [], 0, 0, None
    for i, token in enumerate(tokens):
        if token.kind == 'directive':
            if not current:
                units.append(Unit([token], True))
            elif depth == 0:
                current.append(token)
            continue
        if depth == 0 and token.text == '{':
            body = len(current) if opens_body(current) else None
        current.append(token)
        if token.kind == 'other' and token.text in '([{':
            depth += 1
        elif token.kind == 'other' and token.text in ')]}':
            depth = max(depth - 1, 0)
        dos += depth == 0 and token.text == 'do'
        if depth or not (token.text == ';' or token.text == '}' and body is not None):
            continue
        following = tokens[i + 1].text if i + 1 < len(tokens) else ''
        if following == 'else' or dos and following == 'while':
            dos -= following == 'while'
            continue
        units.append(Unit(current, True))
        units[-1].body = body if token.text == '}' else None
        current, dos, body = [], 0, None
    if current:
        units.append(Unit(current, False))
    return units


def declares(unit):
    """Is this unit a declaration? (`a * b;` is one, as no statement is of that form on purpose.)"""
    first = unit.tokens[0]
    if first.kind != 'name' or first.text in STATEMENT or first.text == 'sizeof':
        return False
    if first.text in QUALIFIER | TYPE | AGGREGATE | WITH_PARENTHESES | {'_Static_assert'}:
        return True
    rest = unit.tokens[1:]
    stars = 0
    while stars < len(rest) and rest[stars].text in {'*'} | QUALIFIER:
        stars += 1
    if stars and not unit.complete:
        return False
    return len(rest) > stars and rest[stars].kind == 'name'


def after_brackets(tokens, i):
    """The index behind the bracket that opens at i and everything in it."""
    for j in range(i + 1, len(tokens) + 1):
        opened = sum(t.text in '([{' for t in tokens[i:j] if t.kind == 'other')
        if opened == sum(t.text in ')]}' for t in tokens[i:j] if t.kind == 'other'):
            return j
    return len(tokens)


def specifiers(tokens):
    """How many tokens name the type, before the first thing that is declared."""
    i, typed = 0, False
    while i < len(tokens) and tokens[i].kind == 'name':
        text = tokens[i].text
        if text in AGGREGATE:
            i += 1
            i += i < len(tokens) and tokens[i].kind == 'name'
            if i < len(tokens) and tokens[i].text == '{':
                i = after_brackets(tokens, i)
            typed = True
        elif text in WITH_PARENTHESES:
            i = after_brackets(tokens, i + 1)
            typed = typed or 'typeof' in text
        elif text in TYPE or not typed and text not in QUALIFIER:
            i, typed = i + 1, True
        elif text in QUALIFIER:
            i += 1
        else:
            break
    return i


def declarators(tokens):
    """What is declared: pairs (tokens of the declarator, tokens of its initialiser or [])."""
    found, what, value = [], [], None
    for token, depth in depths(tokens):
        if depth == 0 and token.text in (',', ';'):
            found.append((what, value or []))
            what, value = [], None
        elif depth == 0 and token.text == '=' and value is None:
            value = []
        else:
            (what if value is None else value).append(token)
    if what:
        found.append((what, value or []))
    return [(w, v) for w, v in found if w]


def name_of(declarator):
    """The token of the name that a declarator declares."""
    return next((t for t in declarator if t.kind == 'name' and t.text not in QUALIFIER), None)


def is_constant(initialiser):
    """Can the compiler surely evaluate it? Else it becomes a statement."""
    for before, token in zip([None] + initialiser, initialiser):
        designator = before is not None and before.text == '.'
        if token.kind == 'name' and token.text not in CONSTANT and not designator:
            return False
    return True


def tags(tokens):
    """Struct tags and enumeration constants that the tokens define."""
    names = set()
    for i, token in enumerate(tokens):
        if token.text not in AGGREGATE:
            continue
        brace = i + 1
        if brace < len(tokens) and tokens[brace].kind == 'name':
            brace += 1
        if brace >= len(tokens) or tokens[brace].text != '{':
            continue
        if brace == i + 2:
            names.add(tokens[i + 1].text)
        if token.text == 'enum':
            body = tokens[brace:after_brackets(tokens, brace)]
            names |= {t.text for before, t in zip(body, body[1:])
                      if before.text in ('{', ',') and t.kind == 'name'}
    return names
