import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { scratchFolder } from './scratch-folder.ts';
import { verifyArguments, verifyReason } from './ssh-signature.ts';

/**
 * ssh-keygen looks at one signature and ends. A process as large as this one takes long to start another; a shell does not. It reads
 * a line per signature, none of whose words is ever more than an argument, and answers with how ssh-keygen ended.
 */
const script = `while IFS=' ' read -r time principal; do
  ssh-keygen ${verifyArguments.join(' ')} -f "$1" -s "$2/signature" -I "$principal" "-Overify-time=$time" < "$2/payload" > /dev/null 2> "$2/said"
  echo "$?"
done`;

export interface SignedBytes {
  readonly payload: Uint8Array;
  readonly signature: string;
  /** As the list of those who may sign names them. Without white space. */
  readonly principal: string;
  /** As `verifyTime` writes it. */
  readonly time: string;
}

/** Some shells that verify signatures at the same time, against one list of keys. To be closed. */
export class SshVerifiers {
  readonly #folder = scratchFolder('signature');
  readonly #idle: Verifier[];
  readonly #waiting: ((verifier: Verifier) => void)[] = [];

  /** @param allowedSigners path of the list: see ALLOWED SIGNERS in ssh-keygen(1) */
  constructor(allowedSigners: string, count = availableParallelism()) {
    this.#idle = Array.from({ length: count }, (_, i) => new Verifier(join(this.#folder, String(i)), allowedSigners));
  }

  /** @returns why it is not the signature of that person; nothing where it is */
  async verify(signed: SignedBytes): Promise<string | undefined> {
    if (/\s/.test(signed.principal)) return 'nobody has such a name';
    const verifier = this.#idle.pop() ?? (await new Promise<Verifier>((free) => this.#waiting.push(free)));
    try {
      return await verifier.verify(signed);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(verifier);
      else next(verifier);
    }
  }

  close(): void {
    for (const verifier of this.#idle) verifier.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** So long one signature may take, in milliseconds: the list of keys may be on a drive that is gone. */
const patience = 60_000;

class Verifier {
  readonly #folder: string;
  readonly #allowedSigners: string;
  #shell: ChildProcessWithoutNullStreams | undefined;

  constructor(folder: string, allowedSigners: string) {
    mkdirSync(folder);
    this.#folder = folder;
    this.#allowedSigners = allowedSigners;
  }

  async verify({ payload, signature, principal, time }: SignedBytes): Promise<string | undefined> {
    await Promise.all([writeFile(join(this.#folder, 'payload'), payload), writeFile(join(this.#folder, 'signature'), signature)]);
    // Nothing comes between its start and who listens to how that went.
    const shell = (this.#shell ??= spawn('sh', ['-c', script, 'sh', this.#allowedSigners, this.#folder], { stdio: 'pipe' }));
    const status = await answerOf(shell, `${time} ${principal}\n`);
    if (status === '0') return undefined;
    if (status === undefined) this.close();
    if (status === undefined || status === '127') return 'ssh-keygen could not be run';
    return verifyReason(readFileSync(join(this.#folder, 'said'), 'utf8'));
  }

  close(): void {
    this.#shell?.kill();
    this.#shell = undefined;
  }
}

/** @returns the line that it answers with; undefined where it gives none */
function answerOf(shell: ChildProcessWithoutNullStreams, question: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (answer: string | undefined): void => {
      clearTimeout(timer);
      shell.stdout.removeAllListeners('data');
      for (const each of [shell, shell.stdin]) each.removeAllListeners('error');
      shell.removeAllListeners('close');
      // What comes of it later concerns nobody.
      for (const each of [shell, shell.stdin]) each.on('error', () => {});
      resolve(answer);
    };
    const timer = setTimeout(() => end(undefined), patience);
    let said = '';
    shell.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1');
      if (said.endsWith('\n')) end(said.trim());
    });
    for (const each of [shell, shell.stdin]) each.on('error', () => end(undefined));
    shell.on('close', () => end(undefined));
    shell.stdin.write(question);
  });
}
