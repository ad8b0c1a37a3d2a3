import { Words } from './words'

const isQuoted = (text: string): boolean => /^“|”$/.test(text)

/** In quotation marks, unless the text has its own. */
export const quoted = (text: string): string => (isQuoted(text) ? text : `“${text}”`)

/** For a text of a scenario, whose language is marked. */
export const Quote = ({ children }: { children: string }) =>
  isQuoted(children) ? (
    <Words>{children}</Words>
  ) : (
    <>
      “<Words>{children}</Words>”
    </>
  )
