"""What notebooks/kernel promises, cell by cell, through Jupyter's own client.

usage: kernel.py BROKEN     folder with a chapter 06 that does not compile
"""
import os
import re
import signal
import subprocess
import sys
import time

from jupyter_client.manager import start_new_kernel

failures = 0


class Notebook:
    """A running kernel, and the answer to each cell."""

    def __init__(self):
        begin = time.monotonic()
        self.manager, self.client = start_new_kernel(kernel_name='unrolled-c')
        self.start = time.monotonic() - begin

    def run(self, code, after=None, timeout=60):
        """Run a cell; `after` is called when it has printed something."""
        answer = Answer(code)
        begin = time.monotonic()
        if after:
            message = self.client.execute(code, stop_on_error=False)
            while True:
                reply = self.client.get_iopub_msg(timeout=timeout)
                if reply['parent_header'].get('msg_id') != message:
                    continue
                answer.hear(reply)
                if reply['msg_type'] == 'stream' and after:
                    begin, after = time.monotonic(), after()
                    if after == 'no answer':
                        return answer
                if reply['content'].get('execution_state') == 'idle':
                    break
        else:
            self.client.execute_interactive(code, output_hook=answer.hear, stop_on_error=False,
                                            timeout=timeout)
        answer.seconds = time.monotonic() - begin
        return answer

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()


class Answer:
    """What a cell printed and showed, in order."""

    def __init__(self, code):
        self.code, self.out, self.err, self.order = code, '', '', []
        self.name = self.text = self.trace = ''
        self.pictures, self.seconds = [], 0

    def hear(self, message):
        kind, content = message['msg_type'], message['content']
        if kind == 'stream':
            if content['name'] == 'stdout':
                self.out += content['text']
            else:
                self.err += re.sub(r'\x1b\[[\d;]*[mK]', '', content['text'])
            self.order.append('text')
        elif kind == 'display_data':
            self.pictures.append(content['data'])
            self.order.append('picture')
        elif kind == 'error':
            self.name, self.text = content['ename'], content['evalue']
            self.trace = re.sub(r'\x1b\[[\d;]*[mK]', '', '\n'.join(content['traceback']))

    def __str__(self):
        return (f'{self.code!r}: out {self.out[-300:]!r}, err {self.err[-500:]!r}, '
                f'error {self.name!r} {self.text!r} {self.trace[-700:]!r}, {self.order}')


def claim(what, holds, answer=''):
    global failures
    if not holds:
        failures += 1
        print(f'FAILED: {what}\n  {answer}')


def prints(book, what, code, expected):
    answer = book.run(code)
    claim(what, answer.out == expected and not answer.name and not answer.err, answer)


def fails(book, what, code, name, text, **more):
    answer = book.run(code, **more)
    claim(what, answer.name == name and re.search(text, answer.text), answer)
    return answer


def test_state(book):
    prints(book, 'a value is shown', 'int x = 3;\nx', 'x = 3\n')
    prints(book, 'variables live on', 'x += 4; printf("%d\\n", x);', '7\n')
    prints(book, 'functions live on, static ones too',
           'static double twice(double v)\n{\n\treturn 2 * v;\n}', '')
    prints(book, 'functions are called', 'twice(1.5)', 'twice(1.5) = 3\n')
    prints(book, 'types, macros and enumerations live on',
           '#define SIDE(a, \\\n             b) ((a) * (b))\n'
           'typedef struct { int w, h; } box;\nenum { WIDE = 4 };\nunion u { int i; float f; };',
           '')
    prints(book, 'they are used', 'box b = {WIDE, 2};\nunion u v = {.f = 1};\nSIDE(b.w, b.h)',
           'SIDE(b.w, b.h) = 8\n')
    prints(book, 'initialisers may call functions',
           'double r = twice(4), s = r + 1, both[2] = {r, s};\n'
           'const double fixed = twice(r), *at_r = &r;\nboth[1] + fixed + *at_r',
           'both[1] + fixed + *at_r = 33\n')
    prints(book, 'an array knows its size later',
           'int some[] = {1, 2, 3}, (*op)(const char *) = puts;', '')
    prints(book, 'here', 'op("hello");\nsizeof some / sizeof some[0]',
           'hello\nsizeof some / sizeof some[0] = 3\n')
    prints(book, 'an include lasts', '#include <ctype.h>', '')
    prints(book, 'as here', "toupper('a') == 'A'", "toupper('a') == 'A' = 1\n")
    prints(book, 'pointers, const and arrays of strings',
           'const char *const names[] = {"a;{", "b\'\\""};\nchar *p = NULL;\nnames[1]',
           'names[1] = "b\'""\n')
    prints(book, 'a void call may end a cell', 'void say(void) { puts("said"); }\nsay()', 'said\n')


def test_statements(book):
    prints(book, 'if, else, loops, blocks and braces in text',
           'for (int i = 0; i < 4; i++)\n\tif (i == 0) printf("{");\n\telse if (i < 3) '
           'printf("%d", i);\n\telse { printf("}"); } // }\n{ int hidden = 1; /* { */ printf("%d\\n", hidden); }',
           '{12}1\n')
    prints(book, 'do … while',
           'int n = 0;\ndo n++; while (n < 5);\ndo { n += 2; } while (n < 10);\nn',
           'n = 11\n')
    prints(book, 'switch', 'switch (n) {\ncase 11: puts("eleven"); break;\ndefault: puts("?");\n}',
           'eleven\n')
    prints(book, 'structures returned and compound literals',
           'box grown(box o)\n{\n\treturn (box){o.w + 1, o.h};\n}\n'
           'box c;\nc = (box){1, 2};\nc = grown(c);\nc.w',
           'c.w = 2\n')
    prints(book, 'a cell that begins with // and ends with ?', '// is this C?', '')
    prints(book, 'a value after a comment, and a comment at the end',
           '// first\n!n // really?', '!n = 0\n')
    prints(book, 'a cell that begins with !', '!0', '!0 = 1\n')
    prints(book, 'nothing', '\n\n', '')
    prints(book, 'all alphabets', 'const char *größe = "ü ∂ 你好 🎈";\nputs(größe);', 'ü ∂ 你好 🎈\n')
    prints(book, 'a matrix has a printed form',
           'arena memory = {0};\nmat m = mat_new(&memory, 1, 2);\n*elem(m, 0, 1) = 0.5;\nm',
           'm (1,2)\n         0       0.5\n')


def test_redefinition(book):
    book.run('double rate = 1;\ndouble f(double v) { return v + 1; }\n'
             'double g(double v) { return f(v) * rate; }')
    prints(book, 'before', 'g(1)', 'g(1) = 2\n')
    prints(book, 'a function is defined again', 'double f(double v) { return v + 10; }', '')
    prints(book, 'its callers call the new one', 'g(1)', 'g(1) = 11\n')
    prints(book, 'a variable is defined again', 'double rate = 2;\ng(1)', 'g(1) = 22\n')
    prints(book, 'with another type, older functions keep theirs', 'int rate = 5;\ng(1)',
           'g(1) = 22\n')
    prints(book, 'and newer code has the new one', 'rate', 'rate = 5\n')
    prints(book, 'the same function with another type',
           'int f(int a, int b) { return a - b; }\nf(1, 2)',
           'f(1, 2) = -1\n')
    prints(book, 'which changes nothing for its old callers', 'g(1)', 'g(1) = 22\n')
    book.run('struct point { int x; };\nstruct point at = {1};\n'
             'int x_of(struct point o) { return o.x; }')
    answer = book.run('struct point { int x, y; };')
    claim('a new type takes along what had the old one',
          'forgotten' in answer.err and 'x_of' in answer.err and not answer.name, answer)
    fails(book, 'what is forgotten is not there', 'at.x', 'compile error', r'In\[\d+\]:1')
    prints(book, 'the new one is', 'struct point q = {1, 2};\nq.y', 'q.y = 2\n')
    book.run('const char word[] = "hello";\nenum { LETTERS = sizeof word - 1 };')
    answer = book.run('const char word[] = "banana";')
    claim('so does a variable whose size others have used', 'LETTERS' in answer.err, answer)
    prints(book, 'and that can be said again', 'enum { LETTERS = sizeof word - 1 };\nLETTERS',
           'LETTERS = 6\n')
    prints(book, 'macros can be changed', '#define SIDE(a, b) ((a) + (b))\nSIDE(2, 3)',
           'SIDE(2, 3) = 5\n')


def test_errors(book):
    answer = fails(book, 'a compile error names its line',
                   'int fine = 1;\n\nint bad = fine + missing;\n',
                   'compile error', r'^In\[\d+\]:3$')
    claim('and shows it once, with the column', answer.trace.count(': error:') == 1
          and re.search(r'In\[\d+\]:3:18: error', answer.trace)
          and '    3 | int bad = fine + missing;' in answer.trace, answer)
    fails(book, 'a cell that does not compile leaves nothing', 'fine', 'compile error', '')
    fails(book, 'also in a function, below a line with %',
          '%limit 20\nint broken(void)\n{\n\treturn 1 +;\n}',
          'compile error', r':4$')
    fails(book, 'a missing bracket is no endless wait', 'for (int i = 0; i < 3; i++ {',
          'compile error', '')
    fails(book, 'a function that nobody defined', 'int nobody(void);\nnobody()', 'exit', '')
    answer = book.run('int unset;\nif (unset = 1) puts("warned");')
    claim('a warning is shown and the cell runs', 'In[' in answer.err and ':2:' in answer.err
          and answer.out == 'warned\n' and not answer.name, answer)
    fails(book, 'a limit that is none', '%limit soon', 'limit', 'soon: expected seconds')
    fails(book, 'an unknown chapter', '%chapter 77', 'make', '77')


def test_crashes(book):
    book.run('int kept = 1, few[3] = {0};\nint *nowhere = NULL;\nint zero = 0, three = 3;')
    last = r'^In\[\d+\]:2: '
    change = 'kept = 2; puts("begun");\n'
    answer = fails(book, 'NULL', change + '*nowhere = 1;', 'undefined behaviour',
                   last + 'store to null')
    claim('what was printed before a crash is seen', answer.out == 'begun\n', answer)
    fails(book, 'behind an array', change + 'few[three] = 1;', 'undefined behaviour',
          last + 'index 3')
    fails(book, 'division by zero', change + 'few[0] = 1 / zero;', 'undefined behaviour', last)
    fails(book, 'a wild address', change + '*(int *)1024 = 1;', 'crash', last + 'an address')
    answer = fails(book, 'freed memory', change + 'char *c = malloc(3); free(c); c[three - 3] = 1;',
                   'crash', last + 'heap-use-after-free')
    claim('says who freed it', 'freed by' in answer.trace, answer)
    fails(book, 'behind the heap', change + 'char *c = malloc(3); c[three] = 1;',
          'crash', last + 'heap-buffer-overflow')
    fails(book, 'no end of calls', 'int deep(int v) { return v ? deep(v + 1) + v : 0; }\ndeep(1)',
          'crash', 'stack-overflow')
    fails(book, 'abort()', change + 'abort();', 'abort', 'as before')
    fails(book, 'a mistake in shapes', change + 'mul(m, m, m);', 'abort',
          r'In\[\d+\]:2: in In\d+: mul: ')
    fails(book, 'exit(3)', change + 'exit(3);', 'exit', r'exit\(3\)')
    fails(book, 'exit(0) too', change + 'exit(0);', 'exit', r'exit\(0\)')
    fails(book, 'bad data', change + 'error_set("file:7: expected a number");\nerror_exit();',
          'bad data',
          '^file:7: expected a number; ')
    prints(book, 'after all that variables are as before', 'kept', 'kept = 1\n')
    answer = fails(book, 'an endless loop', '%limit 1\nkept = 2;\nfor (;;) { }', 'stopped',
                   'after 1 s')
    claim('is stopped in time', answer.seconds < 10, f'{answer.seconds:.1f} s')
    fails(book, 'an endless talker', 'for (;;) puts("x");', 'stopped', 'after 1 s')
    book.run('%limit 60')
    answer = fails(book, 'an interrupt', change + 'for (;;) { }', 'stopped', 'by you',
                   after=book.manager.interrupt_kernel)
    claim('is heard at once', answer.seconds < 10, f'{answer.seconds:.1f} s')
    prints(book, 'and again', 'kept', 'kept = 1\n')
    prints(book, 'a cell that forks goes on once',
           '#include <unistd.h>\nif (fork() == 0) sleep(1);\nkept++;', '')
    prints(book, 'as here', 'kept', 'kept = 2\n')


def test_output(book):
    answer = book.run('for (int i = 0; i < 400000; i++) printf("%d\\n", i);')
    claim('much output is cut, and the cell ends well', not answer.name and 'cut here' in answer.out
          and answer.out.startswith('0\n1\n2\n') and len(answer.out) < 1.2e6, len(answer.out))
    answer = book.run('fputs("to err\\n", stderr); fputs("to out\\n", stdout);')
    claim('both streams are seen', answer.out == 'to out\n' and answer.err == 'to err\n', answer)
    answer = book.run('char got[10] = "none";\nif (!fgets(got, 10, stdin)) puts(got);')
    claim('there is nothing to read', answer.out == 'none\n' and not answer.name, answer)


def test_pictures(book):
    alt = 'A &lt; &quot;B&quot; &amp; C'
    draw = ('FILE *data = plot_open("x,one,two");\n'
            'for (int i = 1; i < 9; i++) fprintf(data, "%d,%d,%d\\n", i, i * i, 9 - i);\n')
    answer = book.run('puts("before");\n' + draw + 
                      'plot_show("lines", "set xlabel \'x\'", "A < \\"B\\" & C");'
                      '\nputs("after");')
    claim('a picture appears between what is printed before and after it',
          answer.order == ['text', 'picture', 'text'] and not answer.name and not answer.err,
          answer)
    for data in answer.pictures:
        claim('as SVG and as <img>, with its description',
              data['image/svg+xml'].startswith(f'<svg role="img" aria-label="{alt}"')
              and f'<img alt="{alt}" src="data:image/svg+xml;base64,' in data['text/html']
              and data['text/plain'] == 'A < "B" & C', str(data)[:400])
        claim('with axis, key and both lines',
              all(f'>{word}<' in re.sub(r'\s*\n\s*', '', data['image/svg+xml'])
                                                   for word in ('x', 'one', 'two')), '')
    for kind in ('bars', 'heat'):
        answer = book.run(draw + f'plot_show("{kind}", "", "d");')
        claim(f'{kind} are drawn', len(answer.pictures) == 1 and not answer.name and not answer.err,
              answer)
    answer = book.run('FILE *data = plot_open("word,x,y,group");\n'
                      'fputs("\\"it\'s\\",1,2,1\\nb,2,1,3\\n", data);\n'
                      'plot_show("words", "", "d");')
    claim('words are drawn', len(answer.pictures) == 1 and not answer.err, answer)
    fails(book, 'a mistake in the settings is reported',
          draw + 'plot_show("lines", "set nonsense", "d");',
          'bad data', 'gnuplot')


def test_chapter(book, broken):
    layer = ('arena memory = {0};\nmat x = mat_new(&memory, 1, 2);\nfill(x, 0.5);\n'
             'rnn w = {mat_new(&memory, 2, 2), mat_new(&memory, 2, 2), mat_new(&memory, 1, 2)};\n'
             'seq h = seq_new(&memory, 3, 1, 2), in = seq_new(&memory, 2, 1, 2);\n')
    answer = book.run('%chapter 06\n' + layer + 'fill(w.b, 1);\n'
                      'rnn_forward(h, in, w);\n*elem(at(h, 2), 0, 0)')
    claim('the chapter is there', answer.out.endswith('= 0.761594\n') and not answer.name, answer)
    fails(book, 'earlier variables are not', 'kept', 'compile error', '')
    prints(book, 'a cell may replace a function of the chapter, also for the chapter itself',
           'void rnn_recur_forward(seq s, mat Whh)\n{\n\t(void)Whh;\n\tfill(flat(s), 7);\n}\n'
           'rnn_forward(h, in, w);\n*elem(at(h, 2), 0, 0)', '*elem(at(h, 2), 0, 0) = 7\n')
    fails(book, 'with another signature it may not', 'int rnn_forward(int v) { return v; }',
          'compile error', '')
    answer = fails(book, 'an unwritten exercise is called so',
                   '%chapter 06-rnn chapters\n' + layer + 'rnn_step_forward(x, x, x, w);',
                   'not implemented',
                   r'6\.1 rnn_step_forward is not implemented yet')
    prints(book, 'and the kernel goes on', 'int survivor = 4;\nsurvivor', 'survivor = 4\n')
    answer = fails(book, 'code that does not compile', f'%chapter 06 {broken}', 'make',
                   'cannot be built')
    claim('is named by its line', re.search(r'06-rnn/rnn\.c:\d+:.*error', answer.trace), answer)
    prints(book, 'and the old code goes on', 'survivor', 'survivor = 4\n')
    code = 'numeric_gradient'
    answer = book.client.complete('numeric_gra', reply=True, timeout=20)['content']
    claim('names are completed', answer['matches'] == [code], answer)
    answer = book.client.inspect(code, 8, reply=True, timeout=20)['content']
    claim('a function tells what it does', 'context' in answer['data'].get('text/plain', ''),
          answer)


def listed():
    """All processes: pairs (parent, command)."""
    lines = subprocess.run(['ps', '-eo', 'ppid,args'], capture_output=True, text=True,
                           check=True).stdout
    return [(int(parent), command) for parent, command in
            (line.split(None, 1) for line in lines.splitlines()[1:])]


def folder_of(book):
    """The folder of a kernel's host, which is its last process with one."""
    kernel = book.manager.provisioner.process.pid
    found = [re.search(r'kernel/host \d+ (\S+)', command) for parent,
             command in listed() if parent == kernel]
    return next((match[1] for match in found if match), '')


def is_gone(folder):
    return not os.path.exists(folder) and not any(folder in command for _, command in listed())


def test_end(book):
    folder = folder_of(book)
    claim('a kernel has a folder of its own', os.path.isdir(folder), folder)
    book.stop()
    claim('a shutdown leaves no folder and no process', is_gone(folder))

    killed = Notebook()
    killed.run('int x = 1;')
    folder = folder_of(killed)

    def kill():
        os.kill(killed.manager.provisioner.process.pid, signal.SIGKILL)
        return 'no answer'

    killed.run('puts("begun");\nfor (;;) { }', after=kill)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and not is_gone(folder):
        time.sleep(0.1)
    claim('nor does a killed kernel, not even with a loop running', folder and is_gone(folder))
    killed.client.stop_channels()


def main():
    book = Notebook()
    first = book.run('1 + 1')
    times = sorted(book.run(f'double v{i} = {i} * 1.5;\nv{i}').seconds for i in range(9))
    for test in (test_state, test_statements, test_redefinition, test_errors, test_output):
        test(book)
    book.run('arena memory = {0};\nmat m = mat_new(&memory, 1, 2);')
    for test in (test_crashes, test_pictures):
        test(book)
    test_chapter(book, sys.argv[1])
    test_end(book)
    print(f'kernel up after {book.start:.1f} s, first cell {first.seconds * 1000:.0f} ms (it may '
          f'build), then {times[4] * 1000:.0f} ms a cell')
    sys.exit(failures > 0)


main()
