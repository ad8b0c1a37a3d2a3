/** `habits [IDs] [--json]`: how often each scenario, and the interface, has the habits that `check` notes; to compare before and after. */
import type { Library } from '../../library/load'
import { loadLibrary } from '../../library/load'
import { type HabitCount, HABITS, HABIT_UNITS, countHabits, habitInWords, interfaceTexts, isWorth, proseOf } from '../inspect/habits'
import { partsOf } from '../inspect/subject'
import { columns } from './table'
import { verb } from './verb'

export const habits = verb({
  options: { json: { type: 'boolean' } },
  run({ values, words }, workspace) {
    const { libraries, named } = workspace.asked(words)
    const counts: [string, HabitCount][] = libraries
      .flatMap((files): Library['folders'] => loadLibrary(files).folders)
      .flatMap(({ scenario }) =>
        scenario && named.has(scenario.source.file)
          ? [[scenario.value.id, countHabits(proseOf(partsOf(scenario.value).texts))] as [string, HabitCount]]
          : [],
      )
    if (words.length === 0) counts.push([INTERFACE, countHabits(interfaceTexts(workspace.messages()))])
    workspace.out(
      values.json
        ? JSON.stringify(
            counts.map(([id, of]) => ({ id, ...byName(of) })),
            null,
            2,
          )
        : inWords(counts),
    )
    return 0
  },
})
const INTERFACE = 'interface'

const byName = ({ words, figures }: HabitCount) => ({ words, ...Object.fromEntries(HABITS.map(({ name }, i) => [name, figures[i]])) })

const inWords = (counts: readonly (readonly [string, HabitCount])[]): string =>
  columns('Habits, with a cross where `check` would note them', [
    ['', ...counts.map(([id]) => id)],
    ['words', ...counts.map(([, { words }]) => String(words))],
    ...HABITS.map((habit, i) => [
      [HABIT_UNITS[habit.in], habit.name].filter(Boolean).join(' '),
      ...counts.map(([id, { figures }]) => {
        const worth = (id === INTERFACE && habit.interface) || habit.story
        return `${habitInWords(figures[i]!)}${isWorth(figures[i]!, worth) ? ' ✗' : ''}`
      }),
    ]),
  ])
