/** The author's command: `npm run scenario -- <verb>`. */
import { runScenario } from './scenario/run'

process.exitCode = runScenario(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
})
