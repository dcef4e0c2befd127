import { messageOf } from '../../../src/diagnostics/diagnostic.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { explainErrors } from '../../../src/schema/errors/explain-errors.ts';
import type { SchemaFailure } from '../../../src/schema/schema-finding.ts';
import { failuresOf } from './failures-of.ts';

/** `code pointer: message (hint)`, with `^` before the pointer where the key is meant. */
export function explained(schema: JsonObject, data: JsonValue, secrets: readonly string[] = []): string[] {
  const findings = explainErrors({
    failures: markSecrets(failuresOf(schema, data), secrets),
    data,
    isSecretAt: (pointer) => secrets.includes(pointer),
  });
  return findings.map((finding) => {
    const at = `${finding.at === 'key' ? '^' : ''}${finding.pointer}`;
    const hint = finding.hint === undefined ? '' : ` (${finding.hint})`;
    return `${finding.code.replace('schema/', '')} ${at}: ${messageOf(finding)}${hint}`;
  });
}

/** As the validator does: the value is a secret, holds one, or stands in one. */
export function markSecrets(failures: readonly SchemaFailure[], secrets: readonly string[]): SchemaFailure[] {
  return failures.map((failure) => ({
    ...failure,
    secret: secrets.some((secret) => within(failure.pointer, secret) || within(secret, failure.pointer)),
    branches: failure.branches?.map((branch) => markSecrets(branch, secrets)),
  }));
}

function within(pointer: string, other: string): boolean {
  return pointer === other || pointer.startsWith(`${other}/`);
}
