import { messageOf } from '../../diagnostics/diagnostic.ts';
import { CatFile } from '../../git/cat-file.ts';
import { explainFailure } from '../../git/explain-failure.ts';
import type { GitFailure } from '../../git/git-failure.ts';
import { splitSignature } from '../../git/signed-commit.ts';
import { verifyTime } from '../../git/ssh-signature.ts';
import { SshVerifiers } from '../../git/ssh-verifiers.ts';
import type { RequestEvent } from '../model/event.ts';
import { unsigned } from './check-signature.ts';
import type { StoredEvent } from './event-commit.ts';

/** Commits whose contents are held at once. */
const portion = 256;

/**
 * Which of many events are not signed by who they say they are of, each by the keys that held when it happened.
 * @param allowedSigners absolute path of the list of keys
 * @param step is told how many are done
 * @returns why not, by the event's commit
 */
export async function checkSignatures(
  repository: string,
  events: readonly StoredEvent[],
  allowedSigners: string,
  step: (done: number) => void,
): Promise<ReadonlyMap<string, string> | GitFailure> {
  const objects = new CatFile(repository, false);
  const verifiers = new SshVerifiers(allowedSigners);
  const faults = new Map<string, string>();
  let done = 0;
  try {
    for (let at = 0; at < events.length; at += portion) {
      const asked = events.slice(at, at + portion);
      const found = await objects.contents(asked.map(({ commit }) => commit));
      if ('reason' in found) return explainFailure(found.reason);
      const judge = async ({ commit, event }: StoredEvent, i: number): Promise<void> => {
        const reason = await reasonOf(verifiers, found[i]?.bytes, commit, event);
        if (reason !== undefined) faults.set(commit, messageOf(unsigned({ commit, actor: event.actor, reason })));
        done += 1;
        step(done);
      };
      await Promise.all(asked.map(judge));
    }
    return faults;
  } finally {
    verifiers.close();
    objects.close();
  }
}

async function reasonOf(
  verifiers: SshVerifiers,
  bytes: Buffer | undefined,
  commit: string,
  { actor, at }: RequestEvent,
): Promise<string | undefined> {
  if (bytes === undefined) return 'it is gone';
  const signed = splitSignature(bytes, commit);
  if ('reason' in signed) return signed.reason;
  return verifiers.verify({ ...signed, principal: actor, time: verifyTime(Date.parse(at) / 1000) });
}
