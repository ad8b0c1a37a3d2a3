export const letterOf = (place: number): string => String.fromCharCode(65 + place)

/** The letter of an option of the n-th sentence: 1A, 1B, 2A, so that nobody has to ask which A. */
export const slotLetter = (slot: number, place: number): string => `${slot + 1}${letterOf(place)}`
