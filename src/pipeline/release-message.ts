import type { Commit } from '../git/object-reader.ts';
import { isObjectName } from '../git/parse-commit.ts';
import type { ReleaseHeader } from '../snapshot/manifest.ts';

const sourceKey = 'Confman-Source';

/** The message of a release: it says what the manifest says, and nothing that somebody wrote. */
export function releaseMessage(
  source: string,
  { sequence, toolVersion }: Pick<ReleaseHeader, 'sequence' | 'toolVersion'>,
): string {
  const trailers = [`${sourceKey}: ${source}`, `Confman-Schema-Sequence: ${sequence}`, `Confman-Version: ${toolVersion}`];
  return `Release ${source.slice(0, 12)}\n\n${trailers.join('\n')}\n`;
}

/** Full object name of the commit that a commit says it is the release of. */
export function releaseSource({ trailers }: Commit): string | undefined {
  const named = trailers.filter(({ key, value }) => key === sourceKey && isObjectName(value));
  return named.length === 1 ? named[0]?.value : undefined;
}
