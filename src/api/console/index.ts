export { type ConsoleApp, findApp } from './app.ts';
export { type ConsoleFile, readConsole } from './files.ts';
export { registerConsole } from './pages.ts';
