/** What the parts of antd ask of a browser and happy-dom does not have; and a clean page after each test. */
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { forgetLive } from '../kit/live.ts';

// The files of a run share a process.
forgetLive();

// However busy the machine is; and a whole page of markup tells nobody what is missing.
configure({ asyncUtilTimeout: 10_000, getElementError: (message) => new Error(message ?? undefined) });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => cleanup());
