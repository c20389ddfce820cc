pub fn line(name: &str, text: &str) -> String {
    format!("[{name}] {text}")
}
