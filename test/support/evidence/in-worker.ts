import { afterAll, expect } from 'vitest';
import { keepRunningChildren, watchChildren } from './children.ts';
import { keepRememberedFolders } from './files.ts';
import { listenToServers } from './http.ts';
import { watchKeys } from './keys.ts';

/*
 * Runs before every test file: from here on it is noted what is secret and what the program puts out, where both pass
 * by, so that no test has to do anything for it.
 */

watchKeys();
watchChildren();
listenToServers();
afterAll(() => {
  // No test is to be named for what is noted now.
  expect.setState({ currentTestName: '' });
  keepRunningChildren();
  keepRememberedFolders();
});
