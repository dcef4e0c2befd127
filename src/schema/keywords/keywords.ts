import { allowedEnvironments } from './allowed-environments.ts';
import type { ConfmanKeyword } from './confman-keyword.ts';
import { deprecated } from './deprecated.ts';
import { immutable } from './immutable.ts';
import { merge } from './merge.ts';
import { message } from './message.ts';
import { renamedFrom } from './renamed-from.ts';
import { rotationDays } from './rotation-days.ts';
import { secretRef } from './secret-ref.ts';
import { unit } from './unit.ts';

/** Every keyword of confman's own; to add one, write its file and its row here. */
export const confmanKeywords: readonly ConfmanKeyword[] = Object.freeze([
  allowedEnvironments,
  deprecated,
  immutable,
  merge,
  message,
  renamedFrom,
  rotationDays,
  secretRef,
  unit,
]);

const byName = new Map(confmanKeywords.map((keyword) => [keyword.name, keyword]));

export function confmanKeyword(name: string): ConfmanKeyword | undefined {
  return byName.get(name);
}
