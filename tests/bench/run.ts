/** `npm run bench [-- engine page live courses start flood]`: prints figures, never a verdict. Everything runs on this machine. */
import { build } from '@/server/commands/prepare.js'
import { benchCourses } from './courses'
import { benchFlood } from './flood'
import { benchEngine } from './engine'
import { benchLive } from './live'
import { benchPage } from './page'
import { benchStart } from './start'

const benches = {
  engine: benchEngine,
  page: benchPage,
  live: benchLive,
  courses: benchCourses,
  start: benchStart,
  flood: benchFlood,
} as const
type Name = keyof typeof benches

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench “${unknown.join('”, “')}”. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
// An older build would give other figures, and half of the live core is loaded from it.
build()
for (const name of (asked.length > 0 ? asked : Object.keys(benches)) as Name[]) await benches[name]()
