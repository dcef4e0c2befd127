import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './scratch-folder.ts';

/** What signatures of commits are made for, as git says it. */
const namespace = 'git';
/** A key may ask for a touch, or for its passphrase on the terminal. */
const patience = 120_000;

type Ran = { readonly stdout: string } | { readonly reason: string };

/** Always this program of the machine: no configuration names another one. */
function sshKeygen(args: readonly string[], input: Uint8Array): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn('ssh-keygen', args, { stdio: 'pipe', timeout: patience });
    const [out, errors]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => void out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => void errors.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ reason: error.code === 'ENOENT' ? 'ssh-keygen was not found' : error.message }),
    );
    child.on('close', (status) => {
      const said = Buffer.concat(errors).toString('utf8').trim().split('\n').at(-1) ?? '';
      resolve(
        status === 0 ? { stdout: Buffer.concat(out).toString('utf8') } : { reason: said || `ssh-keygen ended with ${status}` },
      );
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** A public key itself in the place of a path, as git takes it: `key::ssh-ed25519 AAAA…`, or as it stands in a file. */
const literal = /^(?:key::(?=\S)|(?=(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-\S+ ))(.+)$/s;

/**
 * Signs as git does with `gpg.format=ssh`.
 * @param key path of a private key, or of the public key of one that the agent has; or such a public key
 * @returns the armoured signature, or why there is none
 */
export async function signSsh(bytes: Uint8Array, key: string): Promise<Ran> {
  const sign = (...more: readonly string[]): Promise<Ran> => sshKeygen(['-Y', 'sign', '-n', namespace, ...more], bytes);
  const held = literal.exec(key)?.[1];
  if (held === undefined) return sign('-f', key);
  const folder = scratchFolder('signature');
  try {
    const file = join(folder, 'key.pub');
    writeFileSync(file, `${held}\n`);
    return await sign('-U', '-f', file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface SignedBy {
  /** As the list of those who may sign names them. */
  readonly principal: string;
  /** Path of that list: see ALLOWED SIGNERS in ssh-keygen(1). */
  readonly allowedSigners: string;
  /** Seconds since 1970, for keys that hold for a time; undefined for the present. */
  readonly at: number | undefined;
}

/** What is said of every signature that is looked at. */
export const verifyArguments = ['-Y', 'verify', '-n', namespace] as const;

/** With its zone: else keys would hold longer on one machine than on another. @param at seconds since 1970 */
export function verifyTime(at: number): string {
  return new Date(at * 1000).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
}

/**
 * Whoever pushes is not told where the server keeps its list.
 * @param said what ssh-keygen wrote about a signature that does not hold: often nothing
 */
export function verifyReason(said: string): string {
  const last = said.trim().split('\n').at(-1) || 'none of their keys in the list has signed it';
  return last.replace(/^.*:(\d+): /, 'line $1 of the list of keys: ');
}

/** @returns why it is not the signature of that person; nothing where it is */
export async function verifySsh(
  bytes: Uint8Array,
  signature: string,
  { principal, allowedSigners, at }: SignedBy,
): Promise<string | undefined> {
  const folder = scratchFolder('signature');
  try {
    const file = join(folder, 'signature');
    writeFileSync(file, signature);
    const times = at === undefined ? [] : [`-Overify-time=${verifyTime(at)}`];
    const ran = await sshKeygen([...verifyArguments, '-f', allowedSigners, '-I', principal, '-s', file, ...times], bytes);
    if (!('reason' in ran)) return undefined;
    return verifyReason(ran.reason.startsWith('ssh-keygen ended') ? '' : ran.reason);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
