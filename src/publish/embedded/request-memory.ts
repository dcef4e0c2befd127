import type { RunMemory } from '../../workspace/run-memory.ts';
import { buildId } from '../../model/tool-version.ts';
import type { RequestRecord } from '../model/request.ts';
import type { FoldedBefore, StoredRequest } from './read-requests.ts';

const name = 'requests';

/** What earlier runs folded, by the tip of the chain: `.confman/requests`, sealed. Another build folds anew. */
export function recallRequests(memory: RunMemory | undefined): FoldedBefore {
  const bytes = memory?.read(name);
  if (bytes === undefined) return new Map();
  const { build, rows } = JSON.parse(bytes.toString('utf8')) as Kept;
  return build === buildId ? new Map(rows) : new Map();
}

export function rememberRequests(memory: RunMemory | undefined, requests: readonly StoredRequest[]): void {
  const kept: Kept = { build: buildId, rows: requests.map(({ meta, request }) => [meta, request]) };
  memory?.write(name, Buffer.from(JSON.stringify(kept)));
}

interface Kept {
  readonly build: string;
  readonly rows: readonly (readonly [tip: string, request: RequestRecord])[];
}
