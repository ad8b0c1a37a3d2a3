import { Words } from './words'

interface Props {
  texts: readonly string[]
  /** What stands after the last one, such as its sources. */
  children?: React.ReactNode
}

export const Paragraphs = ({ texts, children }: Props) =>
  texts.map((text, i) => (
    <p key={text}>
      <Words>{text}</Words>
      {i === texts.length - 1 && children}
    </p>
  ))
