import { painter } from '../diagnostics/painter.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { HealthCheck, HealthStatus } from '../pipeline/health/health-check.ts';

export function healthJson(checks: readonly HealthCheck[]): string {
  const ok = checks.every((check) => check.status !== 'problem');
  const rows = checks.map(({ name, status, message, hint = null }) => ({ name, status, message, hint }));
  return `${JSON.stringify({ formatVersion: 1, ok, checks: rows }, null, 2)}\n`;
}

/** @param quiet only what is not well */
export function healthText(checks: readonly HealthCheck[], colour: boolean, quiet: boolean): string {
  const paint = painter(colour);
  const marks: Readonly<Record<HealthStatus, string>> = {
    ok: paint.green('ok'),
    note: paint.yellow('note'),
    problem: paint.red('problem'),
  };
  const shown = checks.filter((check) => !quiet || check.status !== 'ok');
  const width = Math.max(...shown.map((check) => check.name.length), 0);
  const lines = shown.flatMap(({ name, status, message, hint }) => {
    const indent = ' '.repeat('problem'.length - status.length);
    const line = `${marks[status]}${indent}  ${name.padEnd(width)}  ${visibleText(message)}`;
    return hint === undefined
      ? [line]
      : [line, `${' '.repeat('problem'.length + width + 4)}${paint.dim('hint:')} ${visibleText(hint)}`];
  });
  const problems = checks.filter((check) => check.status === 'problem').length;
  const verdict =
    problems === 0 ? 'Nothing needs a hand' : `${problems} ${problems === 1 ? 'thing needs' : 'things need'} a hand`;
  return [...lines, ...(quiet && problems === 0 ? [] : ['', paint.bold(verdict)]), ''].join('\n');
}
