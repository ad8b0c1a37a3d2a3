/** A facilitator's note, as its author parted it. */
export const NoteParagraphs = ({ text }: { text: string }) => text.split('\n\n').map((one) => <p key={one}>{one}</p>)
