import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearestNames } from '../model/nearest-names.ts';
import { formatPointer } from '../model/pointer.ts';
import type { Site, Source } from '../model/source.ts';
import { mostSteps, stepFields, stepNames } from './step-fields.ts';

/** Fields that stand beside the name of a step. */
const fieldNames = new Set<string>(Object.values(stepFields).flatMap(({ required, optional }) => [...required, ...optional]));

/** What is wrong with the steps of one document, with their places. */
export class StepFindings {
  readonly list: Diagnostic[] = [];
  readonly #source: Source;
  #steps = 0;
  #full = false;

  constructor(source: Source) {
    this.#source = source;
  }

  site(tokens: readonly string[], at: 'key' | 'value' = 'value'): Site {
    return { source: this.#source, pointer: formatPointer(tokens), at };
  }

  /** False where there are too many steps to go on. */
  countStep(tokens: readonly string[]): boolean {
    if (++this.#steps > mostSteps && !this.#full) {
      this.#full = true;
      const hint = 'Split the migration at a version between';
      this.list.push(diagnostic('migration/too-many-steps', { limit: mostSteps }, { site: this.site(tokens), hint }));
    }
    return !this.#full;
  }

  unknownStep(keys: readonly string[], tokens: readonly string[]): void {
    const [first] = [...keys.filter((key) => !fieldNames.has(key)), ...keys];
    const near = first === undefined ? [] : nearestNames(first, stepNames, 1);
    const hint = near[0] === undefined ? `Write one of ${stepNames.join(', ')}` : `Write ${near[0]}`;
    const site = first === undefined ? this.site(tokens) : this.site([...tokens, first], 'key');
    this.list.push(diagnostic('migration/unknown-step', { keys: first === undefined ? [] : [first], near }, { site, hint }));
  }

  badStep(step: string, reason: string, site: Site, hint: string): undefined {
    this.list.push(diagnostic('migration/bad-step', { step, reason }, { site, hint }));
  }

  badPath(path: string, reason: string, site: Site, hint: string): undefined {
    this.list.push(diagnostic('migration/bad-path', { path, reason }, { site, hint }));
  }

  notInvertible(step: string, reason: string, site: Site, hint: string): void {
    this.list.push(diagnostic('migration/not-invertible', { step, reason }, { site, hint }));
  }

  unknownUnit(unit: string, reason: string, site: Site, hint: string): void {
    this.list.push(diagnostic('migration/unknown-unit', { unit, reason }, { site, hint }));
  }
}
