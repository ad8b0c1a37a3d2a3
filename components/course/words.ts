/** The texts of courses come as a prop: a package has a context for them, but pages of our server do not. */
export interface CourseTexts {
  /** Of the namespace `courses`. */
  t(key: string, values?: Record<string, string | number>): string
}
