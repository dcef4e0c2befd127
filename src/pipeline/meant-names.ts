import { nearestNames } from '../model/nearest-names.ts';
import { idOfPath, type Root } from '../workspace/document-index.ts';

/**
 * What was probably meant by a name that nothing has. Shells complete paths: the path of a document means its id, and a
 * folder means what lies in it.
 */
export function meantNames(text: string, candidates: readonly string[], roots: readonly Root[]): string[] {
  const id = idOfPath(/\.[a-z0-9]+$/.test(text) ? text : `${text}.json5`, roots);
  const name = id?.replace(/\/config$/, '') ?? text;
  if (candidates.includes(name)) return [name];
  const below = candidates.filter((each) => each.startsWith(`${name}/`));
  return below.length > 0 ? below.slice(0, 3) : nearestNames(name, candidates, 3);
}
