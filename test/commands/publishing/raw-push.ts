import { execFileSync } from 'node:child_process';
import { request } from 'node:http';

import type { Desk, PublishServer } from './publish-server.ts';

/** One command of a push, as git's protocol has it. */
export interface RawMove {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * Pushes as no git would: the commands in this order, one by one unless the push is atomic, also several for one ref.
 * @param pack of all objects that are new: see `packOf`
 * @returns what the server answered, in its own words
 */
export function rawPush(server: PublishServer, name: string, moves: readonly RawMove[], pack: Buffer): Promise<string> {
  const none = '0'.repeat(40);
  const lines = moves.map(({ before = none, after, ref }, i) =>
    packetLine(`${before} ${after} ${ref}${i === 0 ? '\0report-status side-band-64k' : ''}\n`),
  );
  const body = Buffer.concat([...lines, Buffer.from('0000'), pack]);
  const headers = { 'content-type': 'application/x-git-receive-pack-request', 'content-length': body.length };
  const { origin, pathname, username, password } = new URL(server.url(name));
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', auth: `${decodeURIComponent(username)}:${password}`, headers };
    const asked = request(`${origin}${pathname}/git-receive-pack`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString('latin1')));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Objects that some commits have and others have not. */
export function packOf(desk: Desk, wanted: readonly string[], without: readonly string[]): Buffer {
  const input = [...wanted, ...without.map((oid) => `^${oid}`), ''].join('\n');
  return execFileSync('git', ['pack-objects', '--revs', '--stdout', '-q'], {
    cwd: desk.path,
    env: desk.env,
    input,
    stdio: 'pipe',
  });
}

/** Any bytes as a commit of somebody's repository. @returns its name */
export function rawCommit(desk: Desk, content: string | Buffer): string {
  const args = ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'];
  return execFileSync('git', args, { cwd: desk.path, env: desk.env, input: content, stdio: 'pipe', encoding: 'utf8' }).trim();
}

function packetLine(text: string): Buffer {
  return Buffer.from(`${(Buffer.byteLength(text) + 4).toString(16).padStart(4, '0')}${text}`);
}
