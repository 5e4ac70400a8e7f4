"""The kernel's side of the host process: start it, have it run a cell, say how that ended."""
import codecs
import os
import re
import selectors
import socket
import subprocess
import time

# Reports of the sanitizers go to files, so that the kernel can show what matters of them.
SANITIZERS = 'log_path={0}/report:exitcode=97:handle_abort=0:detect_leaks=0:halt_on_error=1' \
    ':print_stacktrace=0:detect_odr_violation=0:color=never:use_sigaltstack=1'
NOISE = r'AddressSanitizer:DEADLYSIGNAL\n?'
SECONDS = 60  # a cell may take
MOST_OUTPUT = 1 << 20  # bytes of a cell that are shown
MOST_MEMORY = 4 << 30  # bytes that a cell may use


class Stream:
    """What arrives on a pipe, as text; incomplete characters wait for their rest."""

    def __init__(self, pipe, name):
        self.pipe, self.name, self.bytes, self.tail = pipe, name, 0, ''
        self.decoder = codecs.getincrementaldecoder('utf-8')('replace')
        self.waiting = ''
        os.set_blocking(pipe.fileno(), False)

    def read(self):
        """Take in what there is. False when nothing is."""
        try:
            data = os.read(self.pipe.fileno(), 1 << 16)
        except BlockingIOError:
            return False
        room = max(MOST_OUTPUT - self.bytes, 0)
        self.bytes += len(data)
        self.waiting += self.decoder.decode(data[:room])
        if self.bytes > MOST_OUTPUT >= self.bytes - len(data):
            self.waiting += f'\n(cut here: a cell shows at most {MOST_OUTPUT >> 20} MiB)\n'
        return bool(data)

    def take(self):
        text, self.waiting = re.sub(NOISE, '', self.waiting), ''
        self.tail = (self.tail + text)[-4000:]
        return text

    def begin(self):
        self.bytes, self.tail, self.waiting = 0, '', ''
        self.decoder.reset()


class Host:
    """The process, and the folder with all that belongs to it."""

    def __init__(self, program, folder, libraries):
        self.folder = folder
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        options = SANITIZERS.format(folder)
        env = dict(os.environ, ASAN_OPTIONS=options, UBSAN_OPTIONS=options,
                   OPENBLAS_NUM_THREADS='1')
        self.process = subprocess.Popen(
            [program, str(theirs.fileno()), folder, *libraries], env=env, bufsize=0,
            pass_fds=[theirs.fileno()], start_new_session=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        theirs.close()
        self.control.setblocking(False)
        self.streams = [Stream(self.process.stdout, 'stdout'),
                        Stream(self.process.stderr, 'stderr')]
        self.selector = selectors.DefaultSelector()
        for stream in self.streams:
            self.selector.register(stream.pipe, selectors.EVENT_READ)
        self.selector.register(self.control, selectors.EVENT_READ)

    def stop(self):
        """End all its processes; the folder goes with them."""
        self.selector.close()
        self.control.close()
        self.process.stdin.close()
        self.process.wait()
        for stream in self.streams:
            stream.pipe.close()

    def run(self, message, write, picture, limit):
        """Run a cell: output to write(name, text), pictures to picture(path, description).
        Returns how it ended: ('ok', ''), ('exit', '2'), ('limit', '60'), ('gone', ''), …"""
        for stream in self.streams:
            stream.begin()
        try:
            self.control.send(message.encode())
        except OSError:
            return self.gone(write)
        return self.wait(write, picture, limit)

    def wait(self, write, picture=None, limit=SECONDS):
        """Hand on what a cell, or the host at its start, has to say, until it ends."""
        self.pid, begin, flushed, why = None, time.monotonic(), 0, None
        while True:
            try:
                ready = [key.fileobj for key, _ in self.selector.select(0.05)]
                for stream in self.streams:
                    if stream.pipe in ready:
                        stream.read()
                now = time.monotonic()
                if now - flushed > 0.05:
                    self.flush(write)
                    flushed = now
                if self.control in ready:
                    end = self.receive(write, picture)
                    if end:
                        return why or end
                if not why and limit and now - begin > limit:
                    why = 'limit', f'{limit:g}'
                if not why and self.memory() > MOST_MEMORY:
                    why = 'memory', f'{MOST_MEMORY >> 30}'
                if why and self.pid:
                    os.kill(self.pid, 9)
                    self.pid = None
            except KeyboardInterrupt:
                why = why or ('interrupt', '')

    def receive(self, write, picture):
        """One packet from the host; how the cell ended when it says so."""
        try:
            packet = self.control.recv(1 << 16).decode(errors='replace')
        except BlockingIOError:
            return None
        while any([stream.read() for stream in self.streams]):  # came before the packet
            pass
        self.flush(write)
        word, _, rest = packet.partition(' ')
        if word == 'run':
            self.pid = int(rest)
        elif word == 'picture':
            picture(*rest.split('\n', 1))
            self.control.send(b'shown')
        elif word == 'link':
            write('stderr', rest + '\n')
        else:
            self.pid = None
            return (word, rest) if word else self.gone(write)
        return None

    def gone(self, write):
        """There is no state left that could run a cell."""
        while any([stream.read() for stream in self.streams]):
            pass
        self.flush(write)
        return 'gone', ''

    def flush(self, write):
        for stream in self.streams:
            text = stream.take()
            if text:
                write(stream.name, text)

    def memory(self):
        try:
            with open(f'/proc/{self.pid}/statm') as f:
                return int(f.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')
        except (OSError, IndexError, ValueError):
            return 0

    def report(self):
        """What the sanitizers wrote about the last cell; then it is forgotten."""
        text = ''
        for name in sorted(os.listdir(self.folder)):
            if name.startswith('report.'):
                path = os.path.join(self.folder, name)
                with open(path, errors='replace') as f:
                    text += f.read()
                os.unlink(path)
        return text
