/**
 * A translation may choose words by a pronoun: `{contact_they, select, she {sie} other {er}}`. Who is drawn is known only in the player,
 * which reads no messages, so a package holds every reading of such a text, and the player picks one.
 */
const [BEGIN, NEXT, END] = ['\ue000', '\ue001', '\ue002']
const CHOOSES = /\{\s*(\w+)_they\s*,\s*select\b/g
const CHOICES = ['she', 'he', 'other'] as const
type Choice = (typeof CHOICES)[number]

/** @param read formats the text for one choice of one character, whose argument is then known */
export function withChoices(
  text: string,
  read: (chosen: ReadonlyMap<string, Choice>) => string,
  chosen = new Map<string, Choice>(),
): string {
  const open = [...text.matchAll(CHOOSES)].map((found) => found[1]!).find((who) => !chosen.has(who))
  if (open === undefined) return read(chosen)
  const readings = CHOICES.map((choice) => withChoices(text, read, new Map([...chosen, [open, choice]])))
  return [`${BEGIN}${open}`, ...readings].join(NEXT) + END
}

// linear: a choice holds none of the marks, so each of its parts ends at the next one.
const INNERMOST = new RegExp(
  `${BEGIN}(\\w+)${NEXT}([^${BEGIN}-${END}]*)${NEXT}([^${BEGIN}-${END}]*)${NEXT}([^${BEGIN}-${END}]*)${END}`,
  'g',
)
/** @param they the word for a character; unless it is a pronoun, the last reading is picked */
export function chosen(text: string, they: (who: string) => unknown): string {
  const picked = text.replace(INNERMOST, (_, who: string, she: string, he: string, other: string) => {
    const word = they(who)
    return word === 'she' ? she : word === 'he' ? he : other
  })
  return picked === text ? text : chosen(picked, they)
}
