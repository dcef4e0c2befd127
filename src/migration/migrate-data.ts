import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { JsonValue } from '../model/json.ts';
import { Carrying } from './carrying.ts';
import { carryStep } from './carry-step.ts';
import type { Chain } from './step.ts';

/**
 * Resolved data of one version as data of another. Undefined where a step does not fit; the findings then stand at the
 * steps, with the place in the data as given among their arguments. Keys come in code-unit order where something changed.
 */
export function migrateData(value: JsonValue, chain: Chain): Outcome<JsonValue | undefined> {
  const carrying = new Carrying(value, { layer: undefined, fill: true, source: undefined, isSecret: () => false });
  for (const step of chain) carryStep(step, carrying);
  const { failed, diagnostics } = carrying;
  return { value: failed ? undefined : carrying.root.toJson(), diagnostics };
}
