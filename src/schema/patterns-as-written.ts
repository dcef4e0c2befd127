import { compilePattern } from './patterns/compile-pattern.ts';

/** Whether the native engine runs a pattern in linear time, and as it stands: a later run then needs no pattern compiler. */
export function runsAsWritten(pattern: string): boolean {
  const compiled = compilePattern(pattern);
  if (!compiled.ok || compiled.engine !== 'native') return false;
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
