/**
 * `npm run dev`, `figures`, `bench`, `soak` and `pictures`: programs for development, with the packages they need. Plain JavaScript, like
 * prepare.js.
 */
import { handOver } from './hand-over.js'
import { bundle, install, requireNode, stop } from './prepare.js'

/** @type {Record<string, { args: string[], env?: Record<string, string>, reads?: boolean, browser?: boolean, words?: (given: string[]) => string[] }>} */
const PROGRAMS = {
  dev: { args: ['--conditions=react-server', '--import', 'tsx', 'server/main.ts'], reads: true },
  figures: { args: ['--import', 'tsx', 'tests/figures.ts'] },
  bench: { args: ['--conditions=react-server', '--import', 'tsx', 'tests/bench/run.ts'], browser: true },
  soak: {
    args: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'deep-alone'],
    env: { SOAK_RUNS: '20' },
    // `npm run soak -- year` is one of them.
    words: (given) => (given.length > 0 ? given.map((word) => (word.startsWith('-') ? word : `tests/soak/${word}`)) : ['tests/soak']),
  },
  pictures: { args: ['--conditions=react-server', '--import', 'tsx', 'tests/pictures/run.ts'], browser: true },
}

const [name = '', ...words] = process.argv.slice(2)
const program = PROGRAMS[name] ?? stop(`There is no “${name}” here. There are: ${Object.keys(PROGRAMS).join(', ')}.`)

requireNode()
install({ dev: true })
if (program.reads) bundle('reader')
if (program.browser) process.env.CHROMIUM_PATH = (await import('../../tests/browser.js')).browser()
handOver([...program.args, ...(program.words?.(words) ?? words)], program.env)
