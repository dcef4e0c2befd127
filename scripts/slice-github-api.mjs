/**
 * Cuts what confman calls out of GitHub's description of its API, for the tests of its adapter. The whole description is 13 MB.
 *
 *   npm pack @octokit/openapi@23.0.2   (in a temporary folder; unpack it)
 *   node scripts/slice-github-api.mjs package/generated/api.github.com.json package/LICENSE
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';

const calls = {
  '/user': ['get'],
  '/repos/{owner}/{repo}/activity': ['get'],
  '/repos/{owner}/{repo}/branches/{branch}/protection': ['get', 'put'],
  '/repos/{owner}/{repo}/issues/{issue_number}/timeline': ['get'],
  '/repos/{owner}/{repo}/pulls': ['get', 'post'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get', 'patch'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/commits': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/merge': ['put'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': ['get', 'post'],
  '/repos/{owner}/{repo}/rules/branches/{branch}': ['get'],
  '/repos/{owner}/{repo}/rulesets': ['get', 'post'],
  '/repos/{owner}/{repo}/rulesets/{ruleset_id}': ['get', 'put'],
};

const words = new Set([
  'description',
  'example',
  'examples',
  'summary',
  'externalDocs',
  'tags',
  'operationId',
  'title',
  'deprecated',
]);
const [descriptionPath, licensePath] = process.argv.slice(2);
if (licensePath === undefined) throw new Error('Name the description and its licence');
const whole = JSON.parse(readFileSync(descriptionPath, 'utf8'));
const license = readFileSync(licensePath, 'utf8').trim().split('\n');

const paths = {};
for (const [path, methods] of Object.entries(calls)) {
  const { parameters = [] } = whole.paths[path];
  paths[path] = { parameters: bare(parameters) };
  for (const method of methods) paths[path][method] = bare(whole.paths[path][method]);
}
const components = referenced(paths);
const { title, version } = whole.info;
const info = { title, version, 'x-cut-from': '@octokit/openapi 23.0.2, by scripts/slice-github-api.mjs', 'x-license': license };
const target = new URL('../test/forges/descriptions/github.json', import.meta.url);
const slice = JSON.stringify({ openapi: whole.openapi, info, paths, components });
writeFileSync(target, await format(slice, { parser: 'json', printWidth: 130 }));

/** Without what is for readers: no check needs it. */
function bare(node, inProperties = false) {
  if (Array.isArray(node)) return node.map((each) => bare(each));
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => inProperties || !(words.has(key) || key.startsWith('x-')));
  return Object.fromEntries(kept.map(([key, value]) => [key, bare(value, !inProperties && key === 'properties')]));
}

/** All that the paths refer to, and what that refers to. */
function referenced(from) {
  const found = {};
  const waiting = [from];
  while (waiting.length > 0) {
    for (const [, kind, name] of JSON.stringify(waiting.pop()).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
      if (kind === 'examples' || found[kind]?.[name] !== undefined) continue;
      found[kind] ??= {};
      found[kind][name] = bare(whole.components[kind][name]);
      waiting.push(found[kind][name]);
    }
  }
  return found;
}
