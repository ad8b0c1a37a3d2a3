/** Who is given the texts of courses: pages of our server have no context, a package has. */
export interface CourseTexts {
  /** Of the namespace `courses`. */
  t(key: string, values?: Record<string, string | number>): string
}
