import type { DocumentId } from '../../model/document-id.ts';
import { valueAt } from '../../model/pointer.ts';
import { isSecretReference } from '../../model/secret-reference.ts';
import type { LifecycleMark } from '../../schema/annotations/lifecycle-marks.ts';
import { NotPrepared } from '../../schema/not-prepared.ts';
import type { CompiledApp } from '../compiled-app.ts';

/** Apps with references to secrets that are to change from time to time, by the number of days. */
export class RotationCandidates {
  readonly byDays = new Map<number, DocumentId[]>();
  /** Apps of which it is not known yet: the patterns of their schema have to be compiled first. */
  readonly unknown: DocumentId[] = [];
  readonly #schemes: readonly string[];

  /** @param schemes of references to secrets */
  constructor(schemes: readonly string[]) {
    this.#schemes = schemes;
  }

  note(app: CompiledApp): void {
    try {
      const days = new Set(this.marksOf(app).map(({ setting }) => Number(setting)));
      for (const each of days) {
        const known = this.byDays.get(each);
        if (known === undefined) this.byDays.set(each, [app.id]);
        else known.push(app.id);
      }
    } catch (error) {
      if (!(error instanceof NotPrepared)) throw error;
      this.unknown.push(app.id);
    }
  }

  /** May throw NotPrepared. */
  marksOf({ schema, data }: CompiledApp): readonly LifecycleMark[] {
    if (schema?.hasLifecycle !== true || data === undefined) return [];
    const isDue = ({ keyword, tokens }: LifecycleMark): boolean =>
      keyword === 'x-confman-rotation-days' && isSecretReference(valueAt(data, tokens), this.#schemes);
    return schema.lifecycleMarks(data).filter(isDue);
  }
}
