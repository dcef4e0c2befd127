import { accessSync, constants, statSync } from 'node:fs';

/** Whether there is a file that can be read. Without one every signature would look wrong. @param path absolute */
export function isKeyList(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
