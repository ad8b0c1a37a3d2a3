export const letterOf = (place: number): string => String.fromCharCode(65 + place)

interface Question {
  options: readonly unknown[]
}
/** The place of the n-th question's first option. Letters run on over all questions of a vote, so that no two options have the same. */
export const firstPlace = (questions: readonly Question[], n: number): number =>
  questions.slice(0, n).reduce((sum, { options }) => sum + options.length, 0)
