import { Words } from './words'

const isQuoted = (text: string): boolean => /^“|”$/.test(text)

export const quoted = (text: string): string => (isQuoted(text) ? text : `“${text}”`)

export const Quote = ({ children }: { children: string }) =>
  isQuoted(children) ? (
    <Words>{children}</Words>
  ) : (
    <>
      “<Words>{children}</Words>”
    </>
  )
