import { painter } from '../diagnostics/painter.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { someApps } from '../effective-diff/change-words.ts';
import type { Decisive } from '../namespaces/decide.ts';
import type { Principal } from '../namespaces/principal.ts';
import type { Permission } from '../namespaces/role.ts';
import type { FoundGoverned } from '../pipeline/access/find-governed.ts';
import type { Judgement } from '../pipeline/access/judge-permission.ts';
import { placeAt } from '../pipeline/place-at.ts';

export interface Judged {
  readonly person: Principal;
  readonly action: Permission;
  readonly found: FoundGoverned;
  readonly judgement: Judgement;
}

/** A sentence: yes or no, and the line that decides it. */
export function judgementText({ person, action, found, judgement }: Judged, colour: boolean): string {
  const paint = painter(colour);
  const what = `${person.text} ${action} in ${visibleText(found.asked)}`;
  if (judgement.verdict === 'unsure')
    return `${paint.yellow('unsure')}  ${what}: ${visibleText(judgement.because)} cannot be used\n`;
  if (judgement.verdict === 'allowed') return `${paint.green('allowed')}  ${what}: ${reason(judgement.decisive)}\n`;
  const { namespace } = found;
  const why =
    namespace === undefined
      ? 'no namespace is responsible for it'
      : `no role of ${namespace.chain.map((each) => visibleText(each)).join(', ')} gives it to ${toWhom(judgement.byName)}`;
  return `${paint.red('denied')}  ${what}: ${why}\n`;
}

/** @param name another one of theirs, by which they may */
function toWhom(name: Principal | undefined): string {
  if (name === undefined) return 'them';
  return `this name. As ${name.text} they may: where the roles of / do not hold, a role is for the name that it is given to`;
}

const mostGroups = 8;

/** `publisher of /teams as ada@example.com by group:payments, group:leads at configs/teams/namespace.json5:4:20`. */
export function reason({ role, grant, name, way }: Decisive): string {
  const { file, line, column } = placeAt(grant.site, []);
  const by = way.length === 0 ? '' : ` by ${someApps(way, mostGroups, (each) => `group:${each}`)}`;
  const as = name === undefined ? '' : ` as ${name.text}`;
  return `${role} of ${visibleText(grant.namespace)}${as}${by} at ${visibleText(file)}:${line}:${column}`;
}

/** For programs. The shape is documented in `docs/commands/access-check.md`. */
export function judgementJson({ person, action, found, judgement }: Judged): string {
  const shape = {
    formatVersion: 1,
    user: person.text,
    action,
    asked: found.asked,
    namespace: found.namespace?.path ?? null,
    verdict: judgement.verdict,
    allowed: judgement.verdict === 'allowed',
    decidedBy: judgement.verdict === 'allowed' ? decisiveJson(judgement.decisive) : null,
    ...(judgement.verdict === 'unsure' ? { because: judgement.because } : {}),
  };
  return `${JSON.stringify(shape, null, 2)}\n`;
}

export function decisiveJson({ role, grant, name, way }: Decisive): object {
  const { file, line, column } = placeAt(grant.site, []);
  const { namespace, principal } = grant;
  return { role, namespace, principal: principal.text, name: name?.text ?? null, groups: way, file, line, column };
}
