fn main() {
    println!("{}", tinyfmt::line("report", "3 parcels"));
}
