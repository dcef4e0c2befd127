import { setTimeout as delay } from 'node:timers/promises';

/** Longer from attempt to attempt, and never for two who wait the same time. @param attempt from 1 */
export async function pause(attempt: number): Promise<void> {
  await delay((0.5 + Math.random()) * Math.min(1000, 40 * attempt * attempt));
}
