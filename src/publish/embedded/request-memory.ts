import type { RunMemory } from '../../workspace/run-memory.ts';
import { buildId } from '../../model/tool-version.ts';
import { headOf, type RequestPhase, type RequestRecord } from '../model/request.ts';

const name = 'requests';

/** Chains that are not kept: so many are read anew sooner than everything is written anew. */
const fewest = 20;

/** What a chain of events folds to. Of thousands of requests most are never looked into: `request` may be read when it is asked for. */
export interface FoldedRequest {
  /** Full name of its newest head. */
  readonly head: string;
  readonly phase: RequestPhase;
  readonly request: RequestRecord;
}

/** What earlier runs folded, by the tip of the chain. */
export type FoldedBefore = ReadonlyMap<string, FoldedRequest>;

/** As it stands in the memory. */
class KeptRequest implements FoldedRequest {
  readonly head: string;
  readonly phase: RequestPhase;
  readonly text: string;
  #request: RequestRecord | undefined;

  constructor(head: string, phase: string, text: string) {
    this.head = head;
    this.phase = phase as RequestPhase;
    this.text = text;
  }

  get request(): RequestRecord {
    return (this.#request ??= JSON.parse(this.text) as RequestRecord);
  }
}

/** Kept as text as well: of many thousands of requests the parts would be millions. */
export function foldedRequest(request: RequestRecord): FoldedRequest {
  return new KeptRequest(headOf(request).commit, request.phase, JSON.stringify(request));
}

/** What earlier runs folded: `.confman/requests`, sealed: a line says tip, head and phase in front of the record. Another build folds anew. */
export function recallRequests(memory: RunMemory | undefined): FoldedBefore {
  const [build, ...lines] = memory?.read(name)?.toString('utf8').split('\n') ?? [];
  const kept = new Map<string, FoldedRequest>();
  if (build !== buildId) return kept;
  for (const line of lines) {
    const ends = [line.indexOf(' ')];
    for (let i = 0; i < 2; i += 1) ends.push(line.indexOf(' ', (ends.at(-1) as number) + 1));
    const [tip, head, phase] = ends as [number, number, number];
    kept.set(line.slice(0, tip), new KeptRequest(line.slice(tip + 1, head), line.slice(head + 1, phase), line.slice(phase + 1)));
  }
  return kept;
}

/** Keeps what was folded, where that is much more than what is kept already. */
export function rememberRequests(
  memory: RunMemory | undefined,
  requests: readonly { readonly meta: string; readonly folded: FoldedRequest }[],
  before: FoldedBefore,
): void {
  const fresh = requests.filter(({ meta }) => !before.has(meta));
  if (memory === undefined || fresh.length <= fewest) return;
  const lines = requests.map(({ meta, folded }) => `${meta} ${folded.head} ${folded.phase} ${textOf(folded)}`);
  memory.write(name, Buffer.from([buildId, ...lines].join('\n')));
}

function textOf(folded: FoldedRequest): string {
  if (!(folded instanceof KeptRequest)) throw new Error('requests are folded here alone');
  return folded.text;
}
