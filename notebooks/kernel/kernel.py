"""A kernel for Jupyter whose cells are C.

Cells see the course's harness and, after %chapter, a chapter's code: the solution, or the reader's
own. What a cell declares, later cells see. cells.py and session.py make a C file of a cell, host.c
runs it in a process that survives its crash, errors.py says what went wrong, and this file stands
between them and Jupyter. README.md says how it is used.
"""
import base64
import fcntl
import html
import os
import re
import shutil
import subprocess
import tempfile
import traceback

from metakernel import ExceptionWrapper, Magic, MetaKernel
from metakernel.magics.help_magic import HelpMagic
from metakernel.magics.magic_magic import MagicMagic

from errors import COLOUR, TOP, CellError, explain, short, tidy
from host import SECONDS, Host
from session import Session

BUILD = os.path.join(TOP, 'build', 'kernel')
STANDARD = ['assert.h', 'float.h', 'limits.h', 'math.h', 'stdbool.h', 'stdint.h', 'stdio.h',
            'stdlib.h', 'string.h']


class Chapter(Magic):
    """What a cell's first lines may ask for."""

    failed = None

    def post_process(self, retval):
        failed, self.failed = self.failed, None
        return failed or retval

    def line_chapter(self, name, folder=''):
        """
        %chapter NAME [FOLDER] - begin anew, with the code of a chapter

        NAME is 06 or 06-rnn. FOLDER says whose code: solutions, chapters (your own), or any other
        folder with FOLDER/06-rnn/*.c. Without it the environment's UNROLLED_SRC counts, then the
        solutions, where they are. Variables of earlier cells are gone.
        """
        number = f'{name:02d}' if isinstance(name, int) else str(name)
        self.failed = self.kernel.guarded(self.kernel.begin, number, str(folder))
        self.evaluate = self.failed is None

    def line_limit(self, seconds):
        """
        %limit SECONDS - how long a cell may take from now on; 0 is for ever
        """
        self.failed = self.kernel.guarded(self.kernel.set_limit, seconds)
        self.evaluate = self.failed is None


class CKernel(MetaKernel):
    """Cells in, text and pictures out."""

    app_name = implementation = 'unrolled-c'
    implementation_version = '1'
    language, language_version = 'c', 'C17'
    banner = 'C, with the harness of Unrolled'
    language_info = {'name': 'c', 'mimetype': 'text/x-csrc', 'file_extension': '.c',
                     'codemirror_mode': 'text/x-csrc', 'pygments_lexer': 'c', 'version': '17'}
    # In C `!x` is a value and `// why?` a comment: only % is left for the kernel. (The others are
    # characters that nobody types.)
    magic_prefixes = {'magic': '%', 'shell': '\ue000', 'help': '\ue001'}
    help_suffix = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.host = self.folder = self.session_of_cells = None
        self.wanted = '', ''
        self.limit, self.serial, self.typed = SECONDS, 0, ''

    def reload_magics(self):
        """Ours only: no shell, no downloads."""
        self.line_magics, self.cell_magics = {}, {}
        for magic in (MagicMagic, HelpMagic, Chapter):
            self.register_magics(magic)
        for name in ('help', 'magic'):
            self.cell_magics.pop(name, None)

    def set_limit(self, seconds):
        if not isinstance(seconds, (int, float)) or seconds < 0:
            raise CellError('limit', f'{seconds}: expected seconds')
        self.limit = seconds

    # --- a chapter ---------------------------------------------------------------------------

    def begin(self, chapter='', folder=''):
        """A fresh host with a chapter's code, or with the harness alone. When that fails, the old
        one goes on; where there is none, the next cell tries once more."""
        if not self.host:
            self.wanted = chapter, folder
        source = folder or os.environ.get('UNROLLED_SRC', '')
        os.makedirs(BUILD, exist_ok=True)
        command = ['make', '-s', f'-j{os.cpu_count()}', '-C', TOP, 'kernel-parts']
        command += [f'CH={chapter}'] if chapter else ['NO_CHAPTER=1']
        command += [f'SRC={source}'] if source and chapter else []
        with open(os.path.join(BUILD, 'lock'), 'w') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two notebooks may begin at once
            made = self.call(command)
        if made.returncode:
            raise CellError('make', f'the code of {chapter or "the harness"} cannot be built',
                            short(made.stderr or made.stdout))
        self.end()
        self.wanted = chapter, folder
        if made.stderr:  # the compiler has something to say about the reader's code
            self.write('stderr', short(made.stderr))
        parts = dict(line.split(': ', 1) for line in made.stdout.splitlines() if ': ' in line)
        self.compiler = parts['compile'].split() + ['-I', os.getcwd()]
        libraries = [os.path.join(TOP, p) for p in parts['libraries'].split()]
        self.headers = [os.path.join(TOP, p) for p in parts['headers'].split()]
        includes = ''.join(f'#include <{h}>\n' for h in STANDARD)
        includes += ''.join(f'#include "{os.path.basename(h)}"\n' for h in self.headers)
        self.session_of_cells = Session(includes, self.declared(libraries))
        self.folder = tempfile.mkdtemp(prefix='session-', dir=BUILD)
        self.host = Host(os.path.join(TOP, parts['host']), self.folder, libraries)
        if self.host.wait(lambda name, text: None)[0] != 'ok':
            said = self.host.streams[1].tail
            self.end()
            raise CellError('link', f'the code of {chapter or "the harness"} cannot be loaded',
                            short(said))

    @staticmethod
    def call(command, **more):
        """Run a tool, in English, and not as a part of a make that may have started us."""
        env = {k: v for k, v in os.environ.items() if k not in ('MAKEFLAGS', 'MAKELEVEL', 'SRC')}
        return subprocess.run(command, capture_output=True, encoding='utf-8', errors='replace',
                              env=dict(env, LC_ALL='C.UTF-8'), **more)

    def declared(self, libraries):
        """Functions that the libraries define and the headers declare."""
        text = ''
        for path in self.headers:
            with open(path, encoding='utf-8') as f:
                text += f.read()
        self.header_text = text
        listed = self.call(['nm', '-D', '--defined-only', *libraries]).stdout
        defined = {words[2] for words in map(str.split, listed.splitlines())
                   if len(words) == 3 and words[1] == 'T'}
        return {name for name in defined if re.search(rf'\b{name}\s*\(', text)}

    def end(self):
        """Stop the host and remove its folder."""
        if self.host:
            self.host.stop()
            shutil.rmtree(self.folder, ignore_errors=True)
        self.host = self.session_of_cells = None

    # --- a cell --------------------------------------------------------------------------------

    def do_execute(self, code, silent=False, store_history=True, user_expressions=None,
                   allow_stdin=False):
        self.typed = code
        return super().do_execute(code, silent, store_history, user_expressions, allow_stdin)

    def do_execute_direct(self, code, silent=False):
        return self.guarded(self.execute, code)

    def guarded(self, work, *args):
        """None when it went well, else what Jupyter is to show."""
        try:
            work(*args)
        except CellError as error:
            return self.wrapped(error)
        except KeyboardInterrupt:
            return self.wrapped(CellError('interrupted', 'before the cell ran'))
        except Exception:  # without an answer Jupyter would wait for ever
            self.end()
            return self.wrapped(CellError('kernel',
                                          'a mistake in the kernel itself; variables are gone',
                                          traceback.format_exc()))
        return None

    def wrapped(self, error):
        red, plain = '\x1b[31m', '\x1b[0m'
        lines = error.details.rstrip('\n').split('\n') if error.details.strip() else []
        return ExceptionWrapper(error.name, error.text,
                                lines + [f'{red}{error.name}{plain}: {error.text}'])

    def execute(self, code):
        if not self.host:
            self.begin(*self.wanted)
        self.serial += 1
        label = f'In[{self.execution_count}]'
        # Lines with % went before; metakernel drops empty lines at the end.
        line = 1 + self.typed.rstrip().count('\n') - code.rstrip().count('\n')
        with open(os.path.join(self.folder, label), 'w', encoding='utf-8') as f:
            f.write(self.typed)  # where gcc finds the lines that it shows
        cell, path = self.compile(code, label, line)
        message = '\n'.join([path, cell.entry] + [' '.join(r) for r in cell.rebind])
        ended = self.host.run(message, self.write, self.picture, self.limit)
        if ended[0] != 'ok':
            if ended[0] == 'gone':
                self.end()
                raise CellError('lost', 'the process of all cells has ended; variables are gone')
            raise explain(*ended, self.host.streams[1].tail, self.host.report())
        if cell.forgotten:
            self.write('stderr', 'forgotten, as their type is a new one now: '
                       + ', '.join(sorted(cell.forgotten)) + '\n')
        self.session_of_cells.commit(cell, lambda symbol: self.size_of(path, symbol))

    def compile(self, code, label, line):
        """The cell as C and as a shared object."""
        cell = self.session_of_cells.translate(code, label, line, self.serial)
        path, said, failed = self.gcc(cell)
        if failed and cell.shows:  # perhaps there is no value to show; if not, errors read better
            cell = self.session_of_cells.translate(code, label, line, self.serial, show=False)
            path, said, failed = self.gcc(cell)
        if failed:
            first = re.search(r'In\[\d+\]:\d+(?=:.*error)', COLOUR.sub('', said))
            raise CellError('compile error', first[0] if first else label, said)
        if said:
            self.write('stderr', said)
        return cell, path

    def gcc(self, cell):
        source = os.path.join(self.folder, f'cell-{self.serial}.c')
        path = source[:-2] + '.so'
        with open(source, 'w', encoding='utf-8') as f:
            f.write(cell.source)
        made = self.call([*self.compiler, source, '-o', path], cwd=self.folder)
        said = tidy(short(made.stderr.replace(self.folder + os.sep, '')))
        return path, said, made.returncode != 0

    def size_of(self, path, symbol):
        listed = self.call(['nm', '-S', path]).stdout
        return int(next(line.split()[1] for line in listed.splitlines()
                        if line.endswith(' ' + symbol)), 16)

    # --- what Jupyter shows -----------------------------------------------------------------------

    def write(self, name, text):
        self.send_response(self.iopub_socket, 'stream', {'name': name, 'text': text})

    def picture(self, path, description):
        """An SVG, for whoever takes one, and as an <img>: that has a text for those who cannot see
        it, keeps ids of several pictures apart, and survives Debian's nbconvert, which empties
        every <svg>."""
        with open(path, encoding='utf-8') as f:
            svg = f.read()
        label = html.escape(description)
        width, height = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups()
        root = (f'<svg role="img" aria-label="{label}" width="{width}" height="{height}"'
                ' style="background:#fff;max-width:100%;height:auto"')
        svg = re.sub(r'<svg\b', lambda match: root, svg[svg.index('<svg'):], count=1)
        svg = re.sub(r'<title>.*?</title>\s*<desc>.*?</desc>', '', svg, count=1)
        packed = base64.b64encode(svg.encode()).decode()
        image = f'<img alt="{label}" src="data:image/svg+xml;base64,{packed}">'
        self.send_response(self.iopub_socket, 'display_data', {
            'data': {'image/svg+xml': svg, 'text/html': image, 'text/plain': description},
            'metadata': {}})

    def get_completions(self, info):
        names = set(re.findall(r'\b[A-Za-z_]\w{2,}\b', re.sub(r'/\*.*?\*/', '', self.header_text,
                                                            flags=re.S))) if self.host else set()
        names |= self.session_of_cells.names() if self.host else set()
        return [name for name in names if name.startswith(info['obj'])]

    def get_kernel_help_on(self, info, level=0, none_on_fail=False):
        """The comment above a function in the headers."""
        name = re.escape(info['help_obj'])
        if not self.host or not name:
            return None
        found = re.search(r'/\*\*((?:(?!\*/).)*)\*/\s*([^;{}/]*\b' + name + r'(?:_at)?\([^;{]*\))',
                          self.header_text, re.S)
        if not found:
            return None if none_on_fail else f'no header says anything about {info["help_obj"]}'
        return found[2] + '\n\n' + re.sub(r'\n \* ?', '\n', found[1].strip())

    def do_shutdown(self, restart):
        self.end()
        return {'status': 'ok', 'restart': restart}


if __name__ == '__main__':
    CKernel.run_as_main()
