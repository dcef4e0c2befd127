import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { fromSmallest } from '../model/ring.ts';
import { nearestNames } from '../model/nearest-names.ts';
import type { Site } from '../model/source.ts';
import { peopleMember, type Group, type Groups } from './groups.ts';
import { peopleFindings } from './people-findings.ts';
import { principalHint, type Principal } from './principal.ts';

/** So many groups of a circle are named. */
const mostShown = 20;

/** What is wrong with the document of the groups: members and names that are nobody, groups that are not there, circles. */
export function groupFindings(groups: Groups): Diagnostic[] {
  const members = groups.names.flatMap((name) => groups.all.get(name)?.members ?? []);
  return [
    ...members.flatMap(({ principal, text, site }) => namedFindings(principal, text, site, groups)),
    ...circles(groups),
    ...peopleFindings(groups),
  ];
}

/**
 * What is wrong with a principal that a role or a group names; empty where nothing is.
 *
 * @param groups undefined where they are not known: then none is missed
 */
export function namedFindings(principal: Principal | undefined, text: string, site: Site, groups?: Groups): Diagnostic[] {
  if (principal === undefined)
    return [diagnostic('namespaces/bad-principal', { text }, { site, hint: principalHint(text, groups?.names) })];
  if (principal.kind !== 'group' || groups === undefined || groups.all.has(principal.name)) return [];
  const hint = otherGroup(principal.name, groups.names);
  return [diagnostic('namespaces/unknown-group', { group: principal.name }, { site, hint })];
}

function otherGroup(name: string, groups: readonly string[]): string {
  if (name === peopleMember) return `Take another name: ${peopleMember} says who is who, and is no group`;
  const near = nearestNames(name, groups, 1)[0];
  return near === undefined ? `Add the group to configs/groups.json5` : `Write "group:${near}"`;
}

/** Each circle once, from its smallest group on. Members beyond the first circle of a group are found once that is gone. */
function circles(groups: Groups): Diagnostic[] {
  const done = new Set<string>();
  const found: Diagnostic[] = [];
  for (const name of groups.names) {
    const ring = done.has(name) ? undefined : firstCircle(name, groups, done);
    if (ring !== undefined) found.push(circleFinding(ring));
  }
  return found;
}

interface Step {
  readonly group: string;
  readonly below: Iterator<string>;
}

/** Walks in depth without recursion: a chain of groups may be as long as the file allows. */
function firstCircle(start: string, groups: Groups, done: Set<string>): Group[] | undefined {
  const stepTo = (group: string): Step => ({ group, below: groupsIn(group, groups)[Symbol.iterator]() });
  const way = [stepTo(start)];
  const open = new Map([[start, 0]]);
  let ring: Group[] | undefined;
  for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
    const next = step.below.next();
    if (next.done === true) {
      way.pop();
      open.delete(step.group);
      done.add(step.group);
      continue;
    }
    const at = open.get(next.value);
    if (at !== undefined) ring ??= way.slice(at).flatMap(({ group }) => groups.all.get(group) ?? []);
    else if (!done.has(next.value)) {
      open.set(next.value, way.length);
      way.push(stepTo(next.value));
    }
  }
  return ring;
}

function groupsIn(name: string, groups: Groups): string[] {
  return (groups.all.get(name)?.members ?? []).flatMap(({ principal }) =>
    principal?.kind === 'group' && groups.all.has(principal.name) ? [principal.name] : [],
  );
}

function circleFinding(ring: readonly Group[]): Diagnostic {
  const inOrder = fromSmallest(ring, ({ name }) => name);
  const chain = [...inOrder.slice(0, mostShown), ...inOrder.slice(0, 1)].map(({ name }) => name);
  const related = inOrder.slice(0, mostShown).flatMap((group, i) => {
    const next = inOrder[(i + 1) % inOrder.length]?.name;
    const member = group.members.find(({ principal }) => principal?.kind === 'group' && principal.name === next);
    return member === undefined ? [] : [{ site: member.site, message: `names ${member.text}` }];
  });
  const hint = 'Remove one of the members: everybody in one of these groups is in all of them';
  return diagnostic('namespaces/group-cycle', { chain }, { site: related[0]?.site, related, hint });
}
