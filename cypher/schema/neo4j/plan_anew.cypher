// name: plan_anew
// purpose: Samples all indexes and forgets the plans that were made for what the store held before.
CALL db.prepareForReplanning(300)
