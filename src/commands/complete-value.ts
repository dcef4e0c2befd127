import { resolve as resolvePath } from 'node:path';
import type { CommandContext } from './command-context.ts';
import { formatNames } from './global-options.ts';

/** What a shell does with the candidates, added up; cobra's numbers, which other programs know too. */
export const completionDirectives = { files: 0, noSpace: 2, noFiles: 4, folders: 16 } as const;

export interface Completed {
  readonly found: readonly { readonly value: string; readonly text: string }[];
  readonly directive: number;
}

export interface ValueKind {
  /** Of the argument, or the value's in the flags of an option: it says what is meant, see `byName`. */
  readonly name: string;
  readonly choices: readonly string[] | undefined;
}

type Complete = (context: CommandContext, directory: string | undefined, current: string) => Completed | Promise<Completed>;

/** By the names that commands give their arguments and values. */
const byName: Readonly<Record<string, Complete>> = {
  app: (context, directory, current) => completeIds(context, directory, current, 'apps'),
  apps: (context, directory, current) => completeIds(context, directory, current, 'apps'),
  other: (context, directory, current) => completeIds(context, directory, current, 'apps'),
  ids: (context, directory, current) => completeIds(context, directory, current, 'all'),
  namespace: async (context, directory, current) => {
    const found = await completeNamespaces(context, directory, current);
    return found.found.length > 0 ? found : completeIds(context, directory, current, 'all');
  },
  path: completeNamespaces,
  request: async (context, directory, current) => {
    const { completeRequests } = await import('./complete-requests.ts');
    return completeRequests(resolvePath(context.cwd, directory ?? '.'), current);
  },
  old: completeSchemas,
  new: completeSchemas,
  family: completeSchemas,
  id: completeSchemas,
  schema: completeSchemas,
  dir: () => ({ found: [], directive: completionDirectives.folders }),
  file: () => ({ found: [], directive: completionDirectives.files }),
  code: (_context, _directory, current) => completeCodes(current),
  'format=file': (_context, _directory, current) =>
    current.includes('=')
      ? { found: [], directive: completionDirectives.files }
      : {
          ...startingWith(
            formatNames.map((name) => `${name}=`),
            current,
          ),
          directive: completionDirectives.noSpace + completionDirectives.noFiles,
        },
};

/** @param directory the value of `-C` */
export async function completeValue(
  context: CommandContext,
  directory: string | undefined,
  { name, choices }: ValueKind,
  current: string,
): Promise<Completed> {
  if (choices !== undefined) return startingWith(choices, current);
  return Object.hasOwn(byName, name) ? (byName[name] as Complete)(context, directory, current) : startingWith([], current);
}

function startingWith(values: readonly string[], current: string): Completed {
  const found = values.filter((value) => value.startsWith(current)).map((value) => ({ value, text: '' }));
  return { found, directive: completionDirectives.noFiles };
}

/** Ids of schemas; before anything is typed, the folder that all of them are in. */
async function completeSchemas(context: CommandContext, directory: string | undefined, current: string): Promise<Completed> {
  const start = 'schemas/'.startsWith(current) ? 'schemas/' : current;
  const { found, directive } = await completeIds(context, directory, start, 'all');
  return { found: found.filter(({ value }) => value.startsWith('schemas/')), directive };
}

/** Paths of namespaces: `/`, `/teams/payments`. */
async function completeNamespaces(context: CommandContext, directory: string | undefined, current: string): Promise<Completed> {
  if (current !== '' && !current.startsWith('/')) return startingWith([], current);
  const { found, directive } = await completeIds(context, directory, current === '' ? '/' : current, 'all');
  const document = /\/namespace$/;
  const paths = found.flatMap(({ value }) => {
    if (value.endsWith('/')) return [value];
    return document.test(value) ? [value.replace(document, '') || '/'] : [];
  });
  return { found: paths.map((value) => ({ value, text: '' })), directive };
}

async function completeCodes(current: string): Promise<Completed> {
  const { codes } = await import('../diagnostics/codes.ts');
  const { rules } = await import('../schema-diff/rules.ts');
  const all = [
    ...Object.entries(codes).map(([value, { summary }]) => ({ value, text: summary })),
    ...Object.entries(rules).map(([value, { title }]) => ({ value, text: title })),
  ];
  const found = all.filter(({ value }) => value.startsWith(current));
  return { found, directive: completionDirectives.noFiles };
}

async function completeIds(
  context: CommandContext,
  directory: string | undefined,
  current: string,
  wanted: 'apps' | 'all',
): Promise<Completed> {
  const { listIds } = await import('../workspace/list-ids.ts');
  const { ids, folders } = await listIds(resolvePath(context.cwd, directory ?? '.'), current, wanted);
  const { noFiles, noSpace } = completionDirectives;
  const found = [...ids, ...folders].map((value) => ({ value, text: '' }));
  return { found, directive: folders.length > 0 ? noFiles + noSpace : noFiles };
}
