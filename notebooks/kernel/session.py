"""What cells have declared so far, and the C file that a new cell becomes: see cells.py."""
import re

from cells import (AGGREGATE, cut, declarators, declares, is_constant, name_of, specifiers, tags)


def joined(tokens):
    return ' '.join(t.text for t in tokens)


def without(tokens, *words):
    return [t for t in tokens if t.text not in words]


def measured(tokens):
    """Names within [ ] or after sizeof or typeof: where a declaration depends on a variable."""
    names, depth = set(), 0
    for before, token in zip([None, None] + tokens, tokens):
        depth += (token.text == '[') - (token.text == ']')
        asked = before is not None and before.text in ('sizeof', 'typeof', '__typeof__')
        if token.kind == 'name' and (depth or asked):
            names.add(token.text)
    for before, token in zip(tokens, tokens[1:]):
        if before.text == 'sizeof' and token.kind == 'name':
            names.add(token.text)
    return names


class Kept:
    """A declaration that later cells see. With `name`, it is a function or a variable whose
    declaration is `before name after`; without, `before` is the whole text."""

    def __init__(self, where, tokens, names, name=None, before='', after='', symbol=None):
        self.where, self.names, self.name = where, set(names), name
        self.before, self.after, self.symbol = before, after, symbol
        self.uses = {t.text for t in tokens if t.kind == 'name'} - self.names
        self.measures = measured(tokens)

    def text(self, alias=None):
        if self.name is None:
            return self.before
        return f'{self.before} {alias or self.name} {self.after};'

    def is_directive(self):
        return self.before.startswith('#')

    def is_type(self):
        return self.name is None and not self.is_directive()

    def is_function(self):
        return self.after.startswith('(')


class Cell:
    """One cell on its way: its C file, and what will be kept when it has run well."""

    def __init__(self, source, label, line, serial):
        self.text, self.label, self.line, self.serial = source, label, line, serial
        self.entry = 'In' + re.sub(r'\D', '', label)
        self.scope, self.body = [], []  # lines of file scope, of the function
        self.kept, self.rebind, self.forgotten, self.same = [], [], set(), {}
        self.shows = False

    def where(self, start):
        return self.label, self.line + self.text.count('\n', 0, start)

    def put(self, lines, start, end, text=None):
        """A piece of the cell, in the line and column where it stood."""
        label, line = self.where(start)
        before = self.text[:start].rpartition('\n')[2]
        pad = re.sub(r'[^\t]', ' ', before)
        lines += [f'#line {line} "{label}"', pad + (text or self.text[start:end])]

    def symbol(self, name):
        return f'{name}__{self.serial}'

    def keep(self, start, tokens, names, **more):
        if 'name' in more:
            more['symbol'] = self.symbol(more['name'])
        self.kept.append(Kept(self.where(start), tokens, names, **more))


class Session:
    """All that is kept. `declared` are the headers' functions, which a cell may replace."""

    def __init__(self, headers, declared=()):
        self.headers, self.declared = headers, set(declared)
        self.kept = []

    def names(self):
        return {n for kept in self.kept for n in kept.names}

    def translate(self, source, label, line, serial, show=True):
        """A Cell for a cell's text, which begins at a line of what was typed."""
        cell = Cell(source, label, line, serial)
        for unit in cut(source):
            if unit.tokens[0].kind == 'directive':
                self._directive(cell, unit)
            elif not declares(unit):
                self._statement(cell, unit, show)
            elif unit.body is not None:
                self._function(cell, unit)
            else:
                self._declaration(cell, unit)
        self._forget(cell)
        cell.source = '\n'.join(self._file(cell))
        return cell

    def commit(self, cell, size_of=None):
        """The cell has run: what it declares stays. `size_of` tells the bytes of a symbol."""
        new = {n for kept in cell.kept if kept.is_type() or kept.name for n in kept.names}
        stay, replaced = [], set()
        for old in self.kept:
            if old.name in cell.same:
                stay.append(cell.same[old.name])
                replaced.add(old.name)
            elif old.is_directive() or not old.names & (new | cell.forgotten):
                stay.append(old)
        self.kept = stay
        for kept in cell.kept:
            if kept.after.startswith('[ ]') and size_of:  # `c[]` has a size by now
                item = Kept(kept.where, [], [], kept.name + '__items', kept.before, kept.after)
                kept.before = f'{item.text()} {kept.before}'
                kept.after = (f'[{size_of(kept.symbol)} / sizeof {item.name}[0]]'
                              + kept.after[len('[ ]'):])
        self.kept += [k for k in cell.kept if k.name is None or k.name not in replaced]

    def _directive(self, cell, unit):
        text = unit.tokens[0].text
        macro = re.match(r'#\s*define\s+(\w+)', text)
        if macro:
            undo = f'#undef {macro[1]}\n'
            cell.scope.append(undo)
            cell.keep(unit.start, [], [macro[1]], before=undo + text)
        else:
            cell.keep(unit.start, [], [], before=text)
        cell.put(cell.scope, unit.start, unit.end)

    def _statement(self, cell, unit, show):
        if unit.complete or not show:
            cell.put(cell.body, unit.start, unit.end)
            cell.body += [] if unit.complete else [';']
            return
        expression = cell.text[unit.start:unit.end]
        quoted = re.sub(r'\s+', ' ', expression).replace('\\', '\\\\').replace('"', '\\"')
        cell.body.append('{ __auto_type value_ =')
        cell.put(cell.body, unit.start, unit.end)
        cell.body.append(f'; show_as("{quoted}", value_); }}')
        cell.shows = True

    def _function(self, cell, unit):
        head = unit.tokens[:unit.body]
        called = next((i for i, t in enumerate(head[1:]) if t.text == '(' and
                       head[i].kind == 'name' and head[i].text != '__attribute__'), 0)
        name = head[called].text
        # For every later cell to see it, it must not be static; the columns stay as they were.
        text = cell.text[unit.start:unit.end]
        for token in reversed([t for t in head if t.text in ('static', 'inline')]):
            text = (text[:token.start - unit.start] + ' ' * len(token.text)
                    + text[token.end - unit.start:])
        head = without(head, 'static', 'inline')
        called = [t.text for t in head].index(name)
        # gcc renames what is declared before it is defined, so the head comes twice.
        cell.put(cell.scope, unit.start, 0, text[:unit.tokens[unit.body].start - unit.start] + ';')
        cell.put(cell.scope, unit.start, unit.end, text)
        cell.keep(unit.start, head, [name], name=name, before=joined(head[:called]),
                  after=joined(head[called + 1:]))

    def _declaration(self, cell, unit):
        n = specifiers(unit.tokens)
        spec, found = unit.tokens[:n], declarators(unit.tokens[n:])
        words = {t.text for t in spec}
        names = {name_of(d).text for d, _ in found if name_of(d)}
        is_function = any(len(d) > 1 and d[-1].text == ')' and name_of(d) and
                          d[d.index(name_of(d)) + 1:][:1] and
                          d[d.index(name_of(d)) + 1].text == '(' for d, _ in found)
        if 'typedef' in words or not found or is_function or 'extern' in words \
                or '_Static_assert' in words:
            names = tags(unit.tokens) | (names if 'typedef' in words else set())
            text = joined(unit.tokens) + ('' if unit.complete else ';')
            if any(k.name is None and k.before == text for k in self.kept):
                return  # it is there already
            cell.put(cell.scope, unit.start, unit.end)
            cell.scope.append('' if unit.complete else ';')
            if '_Static_assert' not in words:
                cell.keep(unit.start, unit.tokens, names, before=text)
            return
        self._variables(cell, unit, spec, found)

    def _variables(self, cell, unit, spec, found):
        spec = without(spec, 'static')
        if tags(spec):  # a type of its own right, and then variables of it
            self._tagged(cell, spec)
            brace = next(i for i, t in enumerate(spec) if t.text == '{')
            tail = [t for t in spec[brace:] if t.end > self._end_of(spec, brace)]
            spec = spec[:brace] + tail
        for what, value in found:
            name = name_of(what)
            if name is None:
                cell.put(cell.scope, what[0].start, what[-1].end)
                continue
            at = what.index(name)
            cell.keep(what[0].start, spec + what, [name.text], name=name.text,
                      before='extern ' + joined(spec + what[:at]), after=joined(what[at + 1:]))
            unsized = [t.text for t in what[at + 1:at + 3]] == ['[', ']']
            if is_constant(value) or unsized:
                end = (value or what)[-1].end
                cell.put(cell.scope, spec[0].start, 0, joined(spec))
                cell.put(cell.scope, what[0].start, end)
                cell.scope.append(';')
                continue
            cell.put(cell.scope, spec[0].start, 0, joined(without(spec, 'const')))
            cell.put(cell.scope, what[0].start, 0, joined(without(what, 'const')) + ';')
            cell.body.append(f'{{ void *to_ = (void *)&{name.text}; {{')
            cell.put(cell.body, spec[0].start, 0, joined(spec))
            cell.put(cell.body, what[0].start, value[-1].end)
            cell.body.append(f'; memcpy(to_, &{name.text}, sizeof {name.text}); }} }}')

    @staticmethod
    def _end_of(spec, brace):
        depth = 0
        for token in spec[brace:]:
            depth += (token.text == '{') - (token.text == '}')
            if depth == 0:
                return token.end
        return spec[-1].end

    def _tagged(self, cell, spec):
        first = next(i for i, t in enumerate(spec) if t.text in AGGREGATE)
        brace = next(i for i, t in enumerate(spec) if t.text == '{')
        end = self._end_of(spec, brace)
        tokens = [t for t in spec[first:] if t.end <= end]
        text = joined(tokens) + ';'
        if any(k.name is None and k.before == text for k in self.kept):
            return
        cell.put(cell.scope, tokens[0].start, 0, text)
        cell.keep(tokens[0].start, tokens, tags(tokens), before=text)

    def _forget(self, cell):
        """A type that is defined anew, or a variable whose type is, takes everything along that was
        made with the old one. What is declared as before (`same`) keeps its place."""
        old = {k.name: k for k in self.kept if k.name}
        macros = {n for k in self.kept + cell.kept if k.is_directive() for n in k.names}
        cell.same = {k.name: k for k in cell.kept if k.name in old and not k.uses & macros
                     and k.text() == old[k.name].text()}
        gone = {n for k in self.kept if not k.is_directive() for n in k.names
                if any(new.is_type() and n in new.names for new in cell.kept)}
        changed = {k.name for k in cell.kept if k.name in old} - set(cell.same)
        gone |= {n for k in self.kept if not k.is_function() and k.measures & changed
                 for n in k.names}
        grown = True
        while grown:
            more = {n for k in self.kept if k.uses & gone for n in k.names} - gone
            gone, grown = gone | more, bool(more)
        cell.forgotten = gone - changed

    def _file(self, cell):
        new = {k.name: k for k in cell.kept if k.name}
        old = [k for k in self.kept if k.is_directive() or not k.names & cell.forgotten]
        for kept in [k for k in old if k.name and k.name not in new] + list(new.values()):
            yield f'#pragma redefine_extname {kept.name} {kept.symbol}'
        yield self.headers
        for kept in old:
            if kept.name not in new or kept.name is None or kept.name in cell.same:
                yield f'#line {kept.where[1]} "{kept.where[0]}"'
                yield kept.text()
        yield from cell.scope
        yield '#line 1 "kernel"'
        yield from self._rebinding(cell, old, new)
        yield f'void {cell.entry}(void);\nvoid {cell.entry}(void)\n{{'
        yield from cell.body
        yield '}\n'

    def _rebinding(self, cell, old, new):
        """Constants that tell the host whether the new f may stand in for the old one."""
        before = {k.name: k for k in old if k.name}
        for name, kept in new.items():
            same = f'same__{kept.symbol}'
            if name in before:
                was = f'was__{name}'
                yield before[name].text(was)
                yield (f'const int {same} = __builtin_types_compatible_p(__typeof__({was}), '
                       f'__typeof__({name}));')
                cell.rebind.append((before[name].symbol, kept.symbol, same))
            elif name in self.declared:
                yield f'const int {same} = 1;'  # the header has made sure of it
                cell.rebind.append((name, kept.symbol, same))
