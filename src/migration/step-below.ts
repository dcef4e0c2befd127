import type { Path, Step } from './step.ts';

/** A step as seen from a value that it concerns inside of; undefined where it does not, or concerns something outside as well. */
export function stepBelow(step: Step, path: Path): Step | undefined {
  const whole: Path = [...step.scope, ...step.at];
  if (!covers(path, whole)) return undefined;
  const named = step.op === 'add' || step.op === 'remove' || step.op === 'rename' || step.op === 'move';
  if (named && whole.length === path.length) return undefined;
  if (step.scope.length >= path.length) return { ...step, scope: step.scope.slice(path.length) };
  const cut = path.length - step.scope.length;
  if (step.op !== 'move') return { ...step, scope: [], at: step.at.slice(cut) };
  const inside = covers(path, [...step.scope, ...step.to]) && step.to.length > cut && step.at.length > cut;
  return inside ? { ...step, scope: [], at: step.at.slice(cut), to: step.to.slice(cut) } : undefined;
}

/** Whether the longer path leads into what the shorter one names. */
export function covers(shorter: Path, longer: Path): boolean {
  return (
    shorter.length <= longer.length && shorter.every((token, i) => token === longer[i] || token === null || longer[i] === null)
  );
}
