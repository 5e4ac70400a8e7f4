"""What a reader is told when a cell does not compile or does not end well."""
import os
import re

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COLOUR = re.compile(r'\x1b\[[\d;]*[mK]')


class CellError(Exception):
    """A cell that did not run well, and what its reader is told."""

    def __init__(self, name, text, details=''):
        super().__init__(text)
        self.name, self.text, self.details = name, text, details


def short(text):
    """Paths of this checkout as they are seen from its top."""
    return text.replace(TOP + os.sep, '')


def tidy(said):
    """gcc's messages, each once, without what a reader of a cell has no use for."""
    messages = []
    for line in said.splitlines(keepends=True):
        plain = COLOUR.sub('', line)
        if re.match(r'In\[\d+\]: In function .In\d+.:|.* At top level:|cc1:', plain):
            continue
        if re.match(r'\S.*:\d+: (error|warning|note):|\S+: In function', plain) or not messages:
            messages.append(line)
        else:
            messages[-1] += line
    once = dict.fromkeys(messages)
    if any(' error: ' in COLOUR.sub('', m) for m in once):
        once = {m: None for m in once if ': warning:' not in COLOUR.sub('', m)}
    return ''.join(m for m in once if 'is reported only once for each function' not in m)


def explain(how, what, tail, report):
    """How a cell ended that did not end well, in a sentence. `tail` is the end of what it wrote
    to stderr, `report` what the sanitizers wrote."""
    tail = COLOUR.sub('', tail).rstrip('\n')
    said = tail.rpartition('\n')[2]
    kept = 'variables are as before the cell'
    if how in ('limit', 'memory', 'interrupt'):
        return CellError('stopped', {
            'limit': f'after {what} s (%limit SECONDS changes that)',
            'memory': f'it took more than {what} GiB',
            'interrupt': 'by you'}[how] + f'; {kept}')
    undefined = re.search(r'^(\S+):(\d+):\d+: runtime error: (.*)', tail, re.M)
    if undefined and (how, what) == ('exit', '97'):
        return CellError('undefined behaviour', f'{short(undefined[1]).rpartition("/")[2]}:'
                         f'{undefined[2]}: {undefined[3]}; {kept}')
    if report:
        return explain_report(report, kept)
    if (how, what) == ('exit', '77'):
        return CellError('not implemented', said)
    if (how, what) == ('exit', '2') and said.startswith('cell: '):
        return CellError('bad data', f'{said[len("cell: "):]}; {kept}')
    if (how, what) == ('signal', '6'):
        return CellError('abort', f'{said or "abort() was called"}; {kept}')
    if how == 'exit':
        return CellError('exit', f'the cell called exit({what}); {kept}')
    return CellError('crash', f'signal {what}; {kept}')


def explain_report(report, kept):
    """The part of a sanitizer's report that a reader needs: what, and where in whose lines."""
    kind = re.search(r'AddressSanitizer:? (?:attempting )?([\w-]+)', report)
    trace, first = [], None
    for line in short(report).splitlines():
        frame = re.search(r' in (\w+?)(?:__\d+)? (?:\S*/)?'
                          r'(In\[\d+\]:\d+|(?:chapters|solutions)/\S+)', line)
        title = re.match(r'(freed|previously allocated|allocated) by', line)
        if title:
            trace.append(title[0] + ':')
        elif frame:
            first = first or frame[2]
            if trace[-1:] != [f'  {frame[2]} in {frame[1]}']:
                trace.append(f'  {frame[2]} in {frame[1]}')
    name = {'SEGV': 'an address that is not yours', 'FPE': 'a division by zero'}
    what = name.get(kind[1], kind[1]) if kind else 'see the report'
    return CellError('crash', f'{first + ": " if first else ""}{what}; {kept}',
                     '\n'.join(trace[:12]))
