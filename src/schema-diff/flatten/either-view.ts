import type { SecretView } from './withhold-secrets.ts';

/** What one of the schemas says is a secret is one. Undefined where none speaks of the value. */
export function eitherView(views: readonly SecretView[]): SecretView | undefined {
  const [first] = views;
  if (first === undefined || views.length === 1) return first;
  return {
    isSecret: views.some(({ isSecret }) => isSecret),
    isReference: (text) => views.some((each) => each.isReference(text)),
    part: (token, inArray) => eitherView(views.flatMap((each) => each.part(token, inArray) ?? [])),
  };
}
