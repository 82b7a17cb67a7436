/// Fewer rounds of a side support no verdict, whatever they measured: with eight, two of the 256 ways to swap the sides
/// of rounds are already 0.8 % of all.
public let fewestRounds = 9
