import { buildId } from '../../model/tool-version.ts';
import type { RunMemory } from '../../workspace/run-memory.ts';
import type { ListRow, Verdict, Verdicts } from './list-states.ts';
import type { StoredRequest } from './read-requests.ts';

const name = 'request-states';

interface Kept {
  readonly build: string;
  /** Of the protected branch: policy is what stands there. */
  readonly tip: string;
  readonly person: string;
  readonly rows: readonly (readonly [meta: string, verdict: Verdict])[];
}

/**
 * What earlier runs found out about requests: `.confman/request-states`, sealed. How far approvals have come is settled by the
 * protected branch and the events of a request; no clock has a say in it.
 */
export class VerdictTable implements Verdicts {
  readonly person: string;
  readonly #memory: RunMemory | undefined;
  readonly #tip: string;
  readonly #known: ReadonlyMap<string, Verdict>;
  readonly #met = new Map<string, Verdict>();
  #fresh = false;

  constructor(memory: RunMemory | undefined, tip: string, person: string) {
    this.#memory = memory;
    this.#tip = tip;
    this.person = person;
    const bytes = memory?.read(name);
    const kept = bytes && (JSON.parse(bytes.toString('utf8')) as Kept);
    const isSame = kept?.build === buildId && kept.tip === tip && kept.person === person;
    this.#known = new Map(isSame ? kept.rows : []);
  }

  of(row: ListRow): Verdict | undefined {
    const { meta } = row as StoredRequest;
    const known = this.#known.get(meta);
    if (known !== undefined) this.#met.set(meta, known);
    return known;
  }

  keep(row: ListRow, verdict: Verdict): void {
    this.#met.set((row as StoredRequest).meta, verdict);
    this.#fresh = true;
  }

  /** What was met in this run, for the next one. */
  save(): void {
    if (!this.#fresh) return;
    const kept: Kept = { build: buildId, tip: this.#tip, person: this.person, rows: [...this.#met] };
    this.#memory?.write(name, Buffer.from(JSON.stringify(kept)));
  }
}
