/** What happens to paper. Payloads hold ids, codes of places and numbers: nobody is named. */
export const CUSTODY_EVENTS = {
  placeMade: 'custody.place-made',
  placeChanged: 'custody.place-changed',
  placeClosed: 'custody.place-closed',
  moved: 'dossier.paper-moved',
  batchGiven: 'custody.batch-given',
  batchDecided: 'custody.batch-decided',
  batchTakenBack: 'custody.batch-taken-back',
} as const
