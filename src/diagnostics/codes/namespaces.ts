import { code, quote } from '../code-row.ts';

export const namespacesCodes = {
  'namespaces/wrong-path': code<{ stated: string; path: string }>(
    'error',
    'The path of a namespace document is not its folder',
    (a) => `The namespace states the path ${quote(a.stated)}, but its place gives it ${quote(a.path)}`,
  ),
  'namespaces/extends-missing': code<{ target: string }>(
    'warning',
    'A namespace extends one that is not there',
    (a) => `There is no namespace ${quote(a.target)} to inherit from; the folder above takes its place`,
  ),
  'namespaces/extends-nothing': code<{ target: string }>(
    'warning',
    'A namespace extends another, and inherits nothing',
    (a) => `The namespace extends ${quote(a.target)}, and says inherit: false, so that it inherits nothing`,
  ),
  'namespaces/extends-cycle': code<{ chain: readonly string[] }>(
    'error',
    'Namespaces inherit from each other in a circle',
    (a) => `The namespaces inherit from each other: ${a.chain.map((each) => quote(each)).join(' -> ')}`,
  ),
  'namespaces/extends-too-long': code<{ limit: number }>(
    'error',
    'Too many namespaces extend each other, one after the other',
    (a) => `More than ${a.limit} namespaces extend each other, one after the other`,
  ),
  'namespaces/bad-principal': code<{ text: string }>(
    'error',
    'What a role or a group names is nobody',
    (a) => `${quote(a.text)} is no address, no group and no account: it stands for nobody`,
  ),
  'namespaces/unknown-group': code<{ group: string }>(
    'error',
    'A role or a group names a group that is not defined',
    (a) => `There is no group ${quote(a.group)}: it stands for nobody`,
  ),
  'namespaces/group-cycle': code<{ chain: readonly string[] }>(
    'error',
    'Groups are members of each other in a circle',
    (a) => `The groups are members of each other: ${a.chain.map((each) => quote(each)).join(' -> ')}`,
  ),
  'namespaces/shared-name': code<{ name: string; people: readonly string[] }>(
    'error',
    'A name is given to two people',
    (a) => `${quote(a.name)} is a name of ${a.people.map((each) => quote(each)).join(' and of ')}`,
  ),
  'namespaces/group-as-name': code<{ text: string }>(
    'error',
    'A group is given as the name of a person',
    (a) => `${quote(a.text)} is a group, and no name of one person`,
  ),
  'namespaces/too-many-members': code<{ found: number; limit: number }>(
    'error',
    'The groups have too many members',
    (a) => `The groups and people have ${a.found} members and names together, more than ${a.limit}: none of them can be used`,
  ),
  'namespaces/bad-time': code<{ what: string; text: string }>(
    'error',
    'A time in the settings of a namespace does not exist',
    (a) => `${quote(a.text)} is no ${a.what}`,
  ),
} as const;
