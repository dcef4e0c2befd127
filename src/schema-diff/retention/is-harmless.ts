import type { Change } from '../change.ts';
import type { RuleId } from '../rules.ts';

/** Rules whose changes leave what a schema accepts, fills in, merges and warns of as it was. */
const harmless: ReadonlySet<RuleId> = new Set<RuleId>([
  'documentation-changed',
  'dialect-changed',
  'definition-removed',
  'ref-retargeted',
  'enum-reordered',
  'const-to-enum',
  'id-changed',
]);

/** Whether a change may reach a version that people rely on. */
export function isHarmless({ rule, backward, forward }: Change): boolean {
  return harmless.has(rule) && backward === 'safe' && forward === 'safe';
}
