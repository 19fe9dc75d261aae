/** All that a declaration form gains from, as one file: a first view has five requests at most. */
import './autosave.ts'
import './conditions.ts'
import './communes.ts'
import './card.ts'
