import { painter } from '../diagnostics/painter.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { someApps } from '../effective-diff/change-words.ts';
import { compareKeys } from '../model/canonical-json.ts';
import type { JsonValue } from '../model/json.ts';
import { maskText } from '../model/mask-text.ts';
import type { Site } from '../model/source.ts';
import { membersWith, namesAreOne } from '../namespaces/decide.ts';
import { approvalsNeeded, type EffectiveNamespace, type Said } from '../namespaces/effective-namespace.ts';
import type { Principal } from '../namespaces/principal.ts';
import { roles } from '../namespaces/role.ts';
import { settingNames } from '../namespaces/settings.ts';
import type { Access } from '../pipeline/access/access.ts';
import type { FoundGoverned } from '../pipeline/access/find-governed.ts';
import { placeAt } from '../pipeline/place-at.ts';
import { approvalWords } from './approval-words.ts';
import { freezeWords, settingWords } from './setting-words.ts';

type Row = readonly [name: string, value: string, from: string];

/** For people: a line per thing that holds, with the place that says it. */
export function namespaceText(access: Access, { namespace, asked, broken }: FoundGoverned, colour: boolean): string {
  const paint = painter(colour);
  if (namespace === undefined) return `${visibleText(asked)}: no namespace is responsible for it\n`;
  const name = namespace.displayName === undefined ? '' : ` (${visibleText(namespace.displayName, 200)})`;
  const head = [
    `${paint.bold(visibleText(namespace.path))}${name}${asked === namespace.path ? '' : `, responsible for ${visibleText(asked)}`}`,
    ...(namespace.chain.length > 1
      ? [
          `inherits from ${namespace.chain
            .slice(1)
            .map((each) => visibleText(each))
            .join(', ')}`,
        ]
      : []),
    ...broken.map((id) => paint.red(`${visibleText(id)} cannot be used: what is further up decides alone`)),
  ];
  const rows = rowsOf(access, namespace);
  const widths = [0, 1].map((i) => Math.min(60, Math.max(...rows.map((row) => (row[i] as string).length))));
  const lines = rows.map(([key, value, from]) =>
    `  ${key.padEnd(widths[0] as number)}  ${value.padEnd(widths[1] as number)}  ${paint.dim(from)}`.trimEnd(),
  );
  return `${[...head, ...lines, policySentence(access, namespace)].join('\n')}\n`;
}

function rowsOf(access: Access, namespace: EffectiveNamespace): Row[] {
  const { owner, schema, settings, vars } = namespace;
  const shown = (text: string): string => shownText(access, text);
  return [
    ...(owner === undefined ? [] : [rowOf('owner', shown(owner.value), owner)]),
    ...roles.toReversed().flatMap((role) =>
      namespace.roles[role].map(({ principal, site, namespace: from }): Row => {
        const size = principal.kind === 'group' ? ` (${access.groups.peopleIn([principal.name]).length})` : '';
        return [role, `${principal.text}${size}${alsoText(access, namespace, principal)}`, fromText(from, site)];
      }),
    ),
    ...settingNames.flatMap((name): Row[] =>
      name === 'freeze'
        ? settings.freeze.map((each) => rowOf(name, shown(freezeWords(each.value)), each))
        : settingWords(name, settings[name].value).map((words) => rowOf(name, shown(words), settings[name])),
    ),
    ...Object.keys(vars)
      .sort(compareKeys)
      .map((name) => rowOf(`vars.${shown(name)}`, shown(vars[name]?.value ?? ''), vars[name] as Said<string>)),
    ...(schema === undefined ? [] : [rowOf('schema', shown(schema.value), schema)]),
  ];
}

const mostNames = 4;

/** Other names by which a role is theirs as well. */
function alsoText(access: Access, namespace: EffectiveNamespace, principal: Principal): string {
  const names = alsoNames(access, namespace, principal);
  return names.length === 0 ? '' : ` (also ${someApps(names, mostNames, (name) => name)})`;
}

function alsoNames({ groups }: Access, namespace: EffectiveNamespace, principal: Principal): readonly string[] {
  if (!namesAreOne(namespace)) return [];
  return groups.people
    .namesOf(principal)
    .slice(1)
    .map(({ text }) => text);
}

function rowOf(name: string, value: string, { namespace, site }: Said<unknown>): Row {
  return [name, value, namespace === undefined ? 'the default' : fromText(namespace, site)];
}

function fromText(namespace: string, site: Site | undefined): string {
  if (site === undefined) return visibleText(namespace);
  const { file, line, column } = placeAt(site, []);
  return `${visibleText(file)}:${line}:${column}`;
}

function policySentence(access: Access, namespace: EffectiveNamespace): string {
  const needed = approvalsNeeded(namespace);
  const people = membersWith(namespace, access.groups, 'publish-request:approve').length;
  return approvalWords(needed, people);
}

/** Names and values are somebody's texts, and may hold references to secrets. */
function shownText({ workspace }: Access, text: string): string {
  return visibleText(maskText(text, workspace.settings.secretSchemes), 200);
}

/** For programs. The shape is documented in `docs/commands/access-show.md`. */
export function namespaceJson(access: Access, { namespace, asked, broken }: FoundGoverned): string {
  const shape = { formatVersion: 1, asked, namespace: namespace === undefined ? null : shapeOf(access, namespace), broken };
  return `${JSON.stringify(shape, null, 2)}\n`;
}

function shapeOf(access: Access, namespace: EffectiveNamespace): object {
  const { path, displayName, description, chain, owner, schema, settings, vars } = namespace;
  const text = (value: string): string => maskText(value, access.workspace.settings.secretSchemes);
  const said = <T>({ value, namespace: from, site }: Said<T>): object => ({
    value: value === undefined ? null : masked(value as JsonValue, text),
    namespace: from ?? null,
    ...placeJson(site),
  });
  return {
    path,
    displayName: displayName ?? null,
    description: description ?? null,
    chain,
    owner: owner === undefined ? null : said(owner),
    roles: Object.fromEntries(
      roles.toReversed().map((role) => [
        role,
        namespace.roles[role].map(({ principal, namespace: from, site }) => ({
          principal: principal.text,
          ...(principal.kind === 'group'
            ? membersJson(access.groups.peopleIn([principal.name]))
            : { names: alsoNames(access, namespace, principal) }),
          namespace: from,
          ...placeJson(site),
        })),
      ]),
    ),
    settings: Object.fromEntries(
      settingNames.map((name) => [
        name,
        name === 'freeze' ? settings.freeze.map((each) => said(each)) : said<unknown>(settings[name]),
      ]),
    ),
    vars: Object.fromEntries(
      Object.keys(vars)
        .sort(compareKeys)
        .map((name) => [name, said(vars[name] as Said<string>)]),
    ),
    schema: schema === undefined ? null : said(schema),
    approvals: {
      needed: approvalsNeeded(namespace),
      ...membersJson(membersWith(namespace, access.groups, 'publish-request:approve')),
    },
  };
}

/** So many people are named: each of a thousand roles may be given to all of them. */
const mostMembers = 100;

function membersJson(people: readonly Principal[]): object {
  return { members: people.slice(0, mostMembers).map(({ text }) => text), memberCount: people.length };
}

function masked(value: JsonValue, text: (value: string) => string): JsonValue {
  return JSON.parse(JSON.stringify(value), (_key, each: JsonValue) =>
    typeof each === 'string' ? text(each) : each,
  ) as JsonValue;
}

function placeJson(site: Site | undefined): object {
  if (site === undefined) return { file: null, line: null, column: null };
  const { file, line, column } = placeAt(site, []);
  return { file, line, column };
}
